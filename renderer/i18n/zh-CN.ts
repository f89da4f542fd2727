import { termsZhCN } from '../../contract/terms.zh-CN.ts';
import type { Translation } from '../../contract/translation.ts';
import { frameZhCN } from '../frame/words.zh-CN.ts';
import { processesZhCN } from '../processes/words.zh-CN.ts';
import { decisionsZhCN } from '../decisions/words.zh-CN.ts';
import { learningZhCN } from '../learning/words.zh-CN.ts';
import { nowZhCN } from '../now/words.zh-CN.ts';
import { costZhCN } from '../cost/words.zh-CN.ts';
import { settingsZhCN } from '../settings/words.zh-CN.ts';
import { firstRunZhCN } from '../first-run/words.zh-CN.ts';
import { paletteZhCN } from '../palette/words.zh-CN.ts';
import type { en } from './en.ts';

/** Everything the screens say in simplified Chinese. */
export const zhCN: Translation<typeof en> = {
  ...termsZhCN,
  ...frameZhCN,
  ...processesZhCN,
  ...decisionsZhCN,
  ...learningZhCN,
  ...nowZhCN,
  ...costZhCN,
  ...settingsZhCN,
  ...firstRunZhCN,
  ...paletteZhCN,
};
