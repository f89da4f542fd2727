import { termsEn } from '../../contract/terms.en.ts';
import { frameEn } from '../frame/words.en.ts';
import { processesEn } from '../processes/words.en.ts';
import { decisionsEn } from '../decisions/words.en.ts';
import { learningEn } from '../learning/words.en.ts';
import { nowEn } from '../now/words.en.ts';
import { costEn } from '../cost/words.en.ts';
import { settingsEn } from '../settings/words.en.ts';
import { firstRunEn } from '../first-run/words.en.ts';
import { paletteEn } from '../palette/words.en.ts';

/** Everything the screens say in English, each view's words from its own folder. What the engine says is in contract/sentences.ts. */
export const en = {
  ...termsEn,
  ...frameEn,
  ...processesEn,
  ...decisionsEn,
  ...learningEn,
  ...nowEn,
  ...costEn,
  ...settingsEn,
  ...firstRunEn,
  ...paletteEn,
} as const;
