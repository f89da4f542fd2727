import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { en } from '../i18n/en.ts';
import { sayIn } from '../i18n/sentence.ts';
import { metricName } from '../i18n/terms.ts';
import { usePreferences } from '../stores/preferences.ts';

type RefusalCode = keyof typeof en.refusal;
const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(en.refusal, code);

interface Sentences {
  readonly sentenceOf: (decision: Pick<Decision, 'sentence' | 'explanation'>) => string;
  readonly refusalOf: (refusal: NonNullable<Decision['refusal']>) => string;
  /** What the engine measured, and whom it names as waiting. */
  readonly wordOf: (text: string) => string;
}

/** The engine's sentences in the language of the page. */
export function useSentence(): Sentences {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  return {
    sentenceOf: ({ sentence, explanation }) => sayIn(language, sentence, explanation),
    refusalOf: ({ code, reason }) => (isRefusalCode(code) ? t(`refusal.${code}`) : reason),
    wordOf: (text) => metricName(language, text),
  };
}
