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
import { FeedbackForm } from './feedback-form.tsx';
import { Thumbs } from './thumbs.tsx';
import { useFeedbackText } from './use-feedback-text.ts';
import { useSentence } from './use-sentence.ts';

/** Where a person is with the words to a thumb: it was just given, is being changed, or was left a moment ago. */
type FormState = 'closed' | 'thumb' | 'change' | 'left';

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
  const feedbackText = useFeedbackText();
  const [open, setOpen] = useState(openAtFirst);
  const [form, setForm] = useState<FormState>('closed');
  const asking = form === 'thumb' || form === 'change';
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
            {feedback !== null && !asking && (
              <p className="mt-1 break-words text-muted">
                {feedbackText(feedback)}{' '}
                <button
                  type="button"
                  className="rounded underline underline-offset-2 hover:text-ink"
                  aria-label={t('decisions.changeFor', { app: app.name })}
                  // the form had the focus and is gone
                  autoFocus={form === 'left'}
                  onClick={() => setForm('change')}
                >
                  {t('decisions.change')}
                </button>
              </p>
            )}
          </div>
          <div className="flex shrink-0 items-center gap-1">
            <Thumbs decision={decision} onVerdict={(given) => setForm(given ? 'thumb' : 'closed')} />
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
        {asking && (
          <div className="pl-16">
            <FeedbackForm decision={decision} focused={form === 'change'} onClosed={() => setForm('left')} />
          </div>
        )}
        <div id={detailsId} className="pl-16">
          {open && <DecisionDetails decision={decision} />}
        </div>
      </article>
    </li>
  );
});
