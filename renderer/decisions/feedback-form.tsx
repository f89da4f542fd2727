import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveDecisions } from '../stores/decisions.ts';

/** What may be said to a thumb: what was wrong, or that nothing was. */
const reasons = {
  down: ['wrong-app', 'wrong-time', 'too-hard'],
  up: ['good'],
} as const satisfies Readonly<Record<'up' | 'down', readonly FeedbackReason[]>>;

interface FeedbackFormProps {
  readonly decision: Decision;
  /** It was opened to be changed, so the focus comes here. */
  readonly focused: boolean;
  readonly onClosed: () => void;
}

/** Why the thumb: a reason with one click, and words of one's own. Neither is needed. */
export function FeedbackForm({ decision, focused, onClosed }: FeedbackFormProps): ReactNode {
  const { t } = useTranslation();
  const { busy, call } = useCall();
  const { id, app, feedback } = decision;
  const [note, setNote] = useState(feedback?.note ?? '');
  if (feedback === null) return null;
  const { verdict, reason } = feedback;
  const label = t(verdict === 'down' ? 'decisions.note' : 'decisions.noteGood');

  /** Says the whole of it each time: what is left out would be lost. */
  const send = async (part: Pick<CallInput<'decisions.feedback'>, 'reason' | 'note'>): Promise<boolean> => {
    const kept = feedback.note === null ? {} : { note: feedback.note };
    const changed = await call('decisions.feedback', { id, verdict, reason, ...kept, ...part });
    if (changed === null) return false;
    receiveDecisions({ changed: [changed] });
    return true;
  };

  return (
    <div className="mt-2 flex flex-col gap-2">
      <div
        role="group"
        aria-label={t('decisions.whyFor', { app: app.name })}
        className="flex flex-wrap items-center gap-2"
      >
        <span className="text-muted">{t('decisions.why')}</span>
        {reasons[verdict].map((one, index) => (
          <Button
            key={one}
            busy={busy}
            autoFocus={focused && index === 0}
            aria-pressed={reason === one}
            className="h-7! rounded-full! aria-pressed:border-ink aria-pressed:bg-selected"
            onClick={() => void send({ reason: reason === one ? null : one })}
          >
            {t(`feedbackReason.${one}`)}
          </Button>
        ))}
      </div>
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void send({ note: note.trim() }).then((saved) => saved && onClosed());
        }}
      >
        <input
          type="text"
          value={note}
          maxLength={2000}
          placeholder={label}
          aria-label={label}
          className="h-8 min-w-0 flex-1 rounded-md border border-edge bg-surface px-3"
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" busy={busy} disabled={note.trim() === (feedback.note ?? '')}>
          {t('decisions.noteSend')}
        </Button>
        <Button look="quiet" onClick={onClosed}>
          {t('decisions.noteDone')}
        </Button>
      </form>
    </div>
  );
}
