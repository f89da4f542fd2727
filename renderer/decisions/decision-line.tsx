import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { ActionChip } from './action-chip.tsx';
import { useSentence } from './use-sentence.ts';

/** A decision in short: when, what, and the sentence. */
export function DecisionLine({ decision }: { readonly decision: Decision }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { sentenceOf, refusalOf } = useSentence();
  return (
    <div>
      <p className="flex flex-wrap items-center gap-2">
        <ActionChip decision={decision} />
        <span className="text-label text-muted">{t(`decisionStatus.${decision.status}`)}</span>
        <time className="ml-auto text-label text-muted" title={time.full(decision.at)}>
          {time.clock(decision.at)}
        </time>
      </p>
      <p className="mt-1 break-words">{sentenceOf(decision)}</p>
      {decision.refusal !== null && <p className="mt-1 break-words text-muted">{refusalOf(decision.refusal)}</p>}
    </div>
  );
}
