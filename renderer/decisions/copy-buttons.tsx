import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { decisionAsText } from './as-text.ts';
import { useSentence } from './use-sentence.ts';

/** Puts a decision on the clipboard, for a person or for a program. */
export function CopyButtons({ decision }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { sentenceOf, refusalOf } = useSentence();
  const [outcome, setOutcome] = useState<'copied' | 'copyFailed' | null>(null);

  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('copyFailed'),
    );
  const asText = () =>
    decisionAsText(decision, {
      t,
      number,
      when: time.full(decision.at),
      sentence: sentenceOf(decision),
      refusal: decision.refusal && refusalOf(decision.refusal),
    });

  return (
    <div className="flex items-center gap-2">
      <Button onClick={() => copy(asText())}>{t('detail.copyText')}</Button>
      <Button onClick={() => copy(JSON.stringify(decision, null, 2))}>{t('detail.copyJson')}</Button>
      <span role="status" className="text-muted">
        {outcome && t(`detail.${outcome}`)}
      </span>
    </div>
  );
}
