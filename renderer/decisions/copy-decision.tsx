import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { CopyButtons } from '../parts/copy-buttons.tsx';
import { decisionAsText } from './as-text.ts';
import { useFeedbackText } from './use-feedback-text.ts';
import { useLeverValue } from './use-lever-value.ts';
import { useSentence } from './use-sentence.ts';

/** Puts a decision on the clipboard, in the words of this page or as the contract has it. */
export function CopyDecision({ decision }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { sentenceOf, refusalOf, wordOf, textOf } = useSentence();
  const leverValue = useLeverValue();
  const feedbackText = useFeedbackText();
  const asText = () =>
    decisionAsText(decision, {
      t,
      number,
      when: time.full(decision.at),
      sentence: sentenceOf(decision),
      refusal: decision.refusal && refusalOf(decision.refusal),
      wordOf,
      textOf,
      feedback: decision.feedback && feedbackText(decision.feedback),
      leverValue,
    });
  return <CopyButtons asText={asText} asJson={() => decision} />;
}
