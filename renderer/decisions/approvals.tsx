import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import type { Approval } from '../../contract/decision.ts';
import { useStream } from '../client/client-context.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/use-call.ts';
import { useFocusGoesOn } from '../parts/use-focus-goes-on.ts';
import { receiveApprovals, useApprovals } from '../stores/approvals.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { useSentence } from './use-sentence.ts';

/** Plans that wait for a person; nothing happens to these programs until there is an answer. */
export function Approvals(): ReactNode {
  const { t } = useTranslation();
  const approvals = useApprovals((store) => store.approvals);
  useStream('approvals', receiveApprovals);
  if (approvals.length === 0) return null;
  return (
    <section
      aria-labelledby="needs-your-word"
      className="mb-6 rounded-lg border border-line border-l-4 border-l-needs bg-surface"
    >
      <h3 id="needs-your-word" className="px-4 pt-3 font-semibold text-needs">
        {t('approval.title')}
      </h3>
      <ul>
        {approvals.map((approval) => (
          <Question key={approval.id} approval={approval} />
        ))}
      </ul>
    </section>
  );
}

function Question({ approval }: { readonly approval: Approval }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { sentenceOf } = useSentence();
  const { busy, call } = useCall();
  const row = useFocusGoesOn<HTMLLIElement>('content');
  const { id, app, at, expiresAt } = approval;
  const action = t(`action.${approval.action}`);

  const answer = async (given: Omit<CallInput<'approvals.answer'>, 'id'>) => {
    const decision = await call('approvals.answer', { id, ...given });
    if (decision !== null) receiveDecisions({ changed: [decision] });
  };
  return (
    <li
      ref={row}
      tabIndex={-1}
      className="flex flex-wrap items-center gap-4 border-b border-line px-4 py-3 last:border-b-0"
    >
      <div className="min-w-60 flex-1">
        <p className="text-lead font-medium">{t('approval.ask', { app: app.name, action })}</p>
        <p className="break-words">{sentenceOf(approval)}</p>
        <p className="text-label text-muted">
          {t('approval.until', { from: time.clock(at), until: time.clock(expiresAt) })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          look="main"
          busy={busy}
          aria-label={t('approval.yesFor', { action, app: app.name })}
          onClick={() => void answer({ answer: 'approve' })}
        >
          {t('approval.yes')}
        </Button>
        <Button
          busy={busy}
          aria-label={t('approval.noFor', { app: app.name })}
          onClick={() => void answer({ answer: 'reject' })}
        >
          {t('approval.no')}
        </Button>
        <Button
          busy={busy}
          title={t('approval.alwaysHint')}
          aria-label={t('approval.alwaysFor', { action, app: app.name })}
          onClick={() => void answer({ answer: 'approve', always: true })}
        >
          {t('approval.always')}
        </Button>
      </div>
    </li>
  );
}
