import { memo, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { hrefOf } from '../frame/route.ts';
import { isHeld } from '../now/held.ts';
import { Button } from '../parts/button.tsx';
import { Chip } from '../parts/chip.tsx';
import { Icon } from '../parts/icons.tsx';
import { useCall } from '../parts/use-call.ts';
import { wantApp } from '../processes/view-state.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { ActionChip } from './action-chip.tsx';
import { DecisionDetails } from './decision-details.tsx';
import { NoteField, Thumbs } from './thumbs.tsx';
import { useSentence } from './use-sentence.ts';

interface DecisionItemProps {
  readonly decision: Decision;
  readonly openAtFirst: boolean;
}

/** One decision of the timeline: the sentence, who is behind it, what a person can say and do about it. */
export const DecisionItem = memo(function DecisionItem({ decision, openAtFirst }: DecisionItemProps): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { sentenceOf, refusalOf } = useSentence();
  const { busy, call } = useCall();
  const [open, setOpen] = useState(openAtFirst);
  const [noting, setNoting] = useState(false);
  const detailsId = useId();
  const { id, at, app, status, tier, decider, confidence, feedback, refusal } = decision;

  const undo = async () => {
    const changed = await call('decisions.undo', { id });
    if (changed !== null) receiveDecisions({ changed: [changed] });
  };

  return (
    <li id={`decision-${id}`} className="scroll-mt-8 border-b border-line py-3">
      <article aria-label={sentenceOf(decision)}>
        <div className="flex items-start gap-4">
          <time className="w-12 shrink-0 pt-0.5 text-muted" title={time.full(at)} dateTime={new Date(at).toISOString()}>
            {time.clock(at)}
          </time>
          <div className="min-w-0 flex-1">
            <p className="text-lead break-words text-pretty">{sentenceOf(decision)}</p>
            <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-label text-muted">
              <ActionChip decision={decision} />
              <span>{t(`decisionStatus.${status}`)}</span>
              <Chip look="plain">
                <span title={t('detail.decider', { decider })}>{t(`tier.${tier}`)}</span>
              </Chip>
              <span>{t('decisions.sure', { percent: number.percent(confidence) })}</span>
              <a
                className="text-ink underline decoration-line underline-offset-2 hover:decoration-ink"
                href={hrefOf({ view: 'processes' })}
                title={t('decisions.showApp', { app: app.name })}
                onClick={() => wantApp(app.id, app.name)}
              >
                {app.name}
              </a>
            </p>
            {refusal !== null && <p className="mt-1 break-words text-muted">{refusalOf(refusal)}</p>}
            {feedback?.note && !noting && (
              <p className="mt-1 break-words text-muted">{t('decisions.noteKept', { note: feedback.note })}</p>
            )}
            {noting && <NoteField decision={decision} onSaved={() => setNoting(false)} />}
          </div>
          <div className="flex shrink-0 items-center gap-1">
            <Thumbs decision={decision} onVerdict={setNoting} />
            {isHeld(decision) && (
              <Button busy={busy} aria-label={t('decisions.undoFor', { app: app.name })} onClick={() => void undo()}>
                <Icon name="undo" />
                {t('decisions.undo')}
              </Button>
            )}
            <button
              type="button"
              aria-expanded={open}
              aria-controls={detailsId}
              aria-label={t(open ? 'decisions.hide' : 'decisions.details')}
              title={t(open ? 'decisions.hide' : 'decisions.details')}
              className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
              onClick={() => setOpen(!open)}
            >
              <Icon name={open ? 'chevronDown' : 'chevronRight'} />
            </button>
          </div>
        </div>
        <div id={detailsId} className="pl-16">
          {open && <DecisionDetails decision={decision} />}
        </div>
      </article>
    </li>
  );
});
