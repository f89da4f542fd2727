import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppRow } from '../../contract/machine.ts';
import { useClient, useConnection, useStream } from '../client/client-context.ts';
import { DecisionLine } from '../decisions/decision-line.tsx';
import { EvidenceTable } from '../decisions/evidence-table.tsx';
import { hrefOf } from '../frame/route.ts';
import { Section } from '../parts/section.tsx';
import { noFilter, receiveDecisions, timelineOf, useDecisions } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';

const shown = 10;

/** Why an app is treated as it is: its latest decision with the evidence; and the ones before. */
export function History({ app }: { readonly app: AppRow }): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const byId = useDecisions((store) => store.byId);
  useStream('decisions', receiveDecisions);

  useEffect(() => {
    client
      .call('decisions.list', { app: app.id, limit: shown })
      .then(({ decisions }) => receiveDecisions({ changed: decisions }), reportFailure);
  }, [client, epoch, app.id]);

  const decisionId = app.treatment?.decisionId ?? null;
  useEffect(() => {
    if (decisionId === null) return;
    client
      .call('decisions.get', { id: decisionId })
      .then((found) => receiveDecisions({ changed: [found] }), reportFailure);
  }, [client, decisionId]);

  const decisions = useMemo(() => timelineOf(byId, { ...noFilter, app: app.id }), [byId, app.id]);
  const current = (decisionId === null ? undefined : byId.get(decisionId)) ?? decisions[0];
  const past = decisions.filter((decision) => decision !== current).slice(0, shown);

  return (
    <>
      <Section title={t('drawer.why')}>
        {current === undefined ? (
          <p className="text-muted">{t('drawer.whyNothing')}</p>
        ) : (
          <div className="flex flex-col gap-3">
            <DecisionLine decision={current} />
            {current.evidence.length > 0 && <EvidenceTable evidence={current.evidence} />}
            <a className="self-start underline underline-offset-2" href={hrefOf({ view: 'decisions', id: current.id })}>
              {t('drawer.openDecision')}
            </a>
          </div>
        )}
      </Section>
      <Section title={t('drawer.past')}>
        {past.length === 0 ? (
          <p className="text-muted">{t('drawer.pastNone')}</p>
        ) : (
          <ol className="flex flex-col gap-3">
            {past.map((decision) => (
              <li key={decision.id}>
                <DecisionLine decision={decision} />
              </li>
            ))}
          </ol>
        )}
      </Section>
    </>
  );
}
