import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { Button } from '../parts/button.tsx';
import { Section } from '../parts/section.tsx';
import { useCall } from '../parts/use-call.ts';
import { useLeverValue } from '../decisions/use-lever-value.ts';
import { useSentence } from '../decisions/use-sentence.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { EndDialog } from './end-dialog.tsx';
import { SetByHand } from './set-by-hand.tsx';

interface ManualActionsProps {
  readonly app: AppRow;
  readonly process: ProcessRow;
  readonly alive: boolean;
  readonly name: string;
}

const reversible = ['hold-back', 'throttle', 'freeze'] as const;

/** What a person may do to the very process the drawer was opened for, and how the last of it went. */
export function ManualActions({ app, process, alive, name }: ManualActionsProps): ReactNode {
  const { t } = useTranslation();
  const { busy, call } = useCall();
  const { sentenceOf, refusalOf } = useSentence();
  const valueOf = useLeverValue();
  const [outcome, setOutcome] = useState<Decision | null>(null);
  const { pid, startTime } = process;

  const act = async (input: CallInput<'processes.act'>) => {
    const done = await call('processes.act', input);
    if (done === null) return;
    setOutcome(done.decision);
    receiveDecisions({ changed: [done.decision] });
  };
  const treat = (action: (typeof reversible)[number] | 'end', confirmed: boolean) =>
    void act({ kind: 'treat', pid, startTime, action, ...(confirmed && { confirmed }) });
  const report = (decision: Decision) => {
    if (decision.refusal !== null) return t('drawer.refused', { reason: refusalOf(decision.refusal) });
    if (decision.status === 'undone') return t('drawer.gaveBack');
    // what was ended is over: there is nothing that could be taken back
    if (decision.levers.length > 0 && decision.action !== 'end') {
      const changes = decision.levers.map(
        ({ lever, before, after }) => `${t(`lever.${lever}`)} ${valueOf(before)} → ${valueOf(after)}`,
      );
      return t('drawer.changed', { changes: changes.join('; ') });
    }
    return t('drawer.done', { sentence: sentenceOf(decision) });
  };

  return (
    <Section title={t('drawer.actions')}>
      <div className="flex flex-wrap gap-2">
        {reversible.map((action) => (
          <Button key={action} busy={busy} disabled={!alive} onClick={() => treat(action, false)}>
            {t(`action.${action}`)}
          </Button>
        ))}
        <EndDialog name={name} pid={pid} disabled={!alive} onConfirm={() => treat('end', true)} />
        <Button
          // not disabled once it is given back: it would drop the focus
          busy={busy || app.treatment === null}
          disabled={!alive}
          onClick={() => void act({ kind: 'restore', pid, startTime })}
        >
          {t('drawer.giveBack')}
        </Button>
      </div>
      <p role="status" className="mt-2">
        {busy ? t('drawer.working') : outcome === null ? '' : report(outcome)}
      </p>
      <p className="mt-2 text-label text-muted">{t('drawer.actionsHint', { pid })}</p>
      <SetByHand
        process={process}
        busy={busy}
        disabled={!alive}
        onSet={(setting) => act({ kind: 'set', pid, startTime, setting })}
      />
    </Section>
  );
}
