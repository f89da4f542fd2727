import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { en } from '../i18n/en.ts';
import { sayIn } from '../../contract/say-in.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { metricName } from '../i18n/metric-names.ts';
import { usePreferences } from '../stores/preferences.ts';

type RefusalCode = keyof typeof en.refusal;
const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(en.refusal, code);

interface Sentences {
  readonly sentenceOf: (decision: Pick<Decision, 'sentence' | 'explanation'>) => string;
  readonly refusalOf: (refusal: NonNullable<Decision['refusal']>) => string;
  /** What the engine measured, and whom it names as waiting. */
  readonly wordOf: (text: string) => string;
  /** A text that the engine says in English only: why something was rejected, what happened since. */
  readonly textOf: (text: string) => string;
}

/** The engine's sentences in the language of the page. */
export function useSentence(): Sentences {
  const { t } = useTranslation();
  const engineText = useEngineText();
  const language = usePreferences((preferences) => preferences.language);
  return {
    sentenceOf: ({ sentence, explanation }) => sayIn(language, sentence, explanation),
    refusalOf: ({ code, reason }) => (isRefusalCode(code) ? t(`refusal.${code}`) : engineText(reason)),
    wordOf: (text) => metricName(language, text),
    textOf: engineText,
  };
}
