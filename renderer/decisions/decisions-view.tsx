import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallError } from '../../contract/calls.ts';
import { useClient } from '../client/client-context.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { noFilter, receiveDecisions, useDecisions } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';
import { Approvals } from './approvals.tsx';
import { byDay } from './days.ts';
import { DecisionItem } from './decision-item.tsx';
import { Filters } from './filters.tsx';
import { useTimeline } from './use-timeline.ts';

/** The timeline of decisions, newest first; what needs a person's word stands above. */
export function DecisionsView({ opened }: { readonly opened: string | null }): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [filter, setFilter] = useState(noFilter);
  const { decisions, loading, more, busy, loadOlder } = useTimeline(filter, opened);
  const byId = useDecisions((store) => store.byId);
  const missing = useOpened(opened, loading);

  const apps = useMemo(
    () =>
      [...new Map([...byId.values()].map(({ app }) => [app.id, app])).values()].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    [byId],
  );
  const days = byDay(decisions);
  const filtered = Object.values(filter).some((chosen) => chosen !== null);

  return (
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto max-w-5xl px-6 py-4">
        <div className="mb-4 flex flex-wrap items-center gap-4">
          <h2 className="flex-1 text-title font-semibold">{t('decisions.title')}</h2>
          <Filters filter={filter} apps={apps} onChange={setFilter} />
        </div>
        <Approvals />
        {missing && (
          <p role="status" className="py-2 text-muted">
            {t('decisions.notFound')}
          </p>
        )}
        {days.map(({ start, decisions: ofDay }) => (
          <section key={start}>
            <h3 className="sticky top-0 border-b border-line bg-paper py-2 text-label font-semibold text-muted">
              {time.day(start)}
            </h3>
            <ol>
              {ofDay.map((decision) => (
                <DecisionItem key={decision.id} decision={decision} openAtFirst={decision.id === opened} />
              ))}
            </ol>
          </section>
        ))}
        {decisions.length === 0 &&
          (loading ? (
            <Empty title={t('decisions.loading')} text="" />
          ) : filtered ? (
            <Empty title={t('decisions.emptyFilterTitle')} text={t('decisions.emptyFilterText')} />
          ) : (
            <Empty title={t('decisions.emptyTitle')} text={t('decisions.emptyText')} />
          ))}
        {decisions.length > 0 && (
          <div className="flex justify-center py-6">
            {more ? (
              <Button busy={busy} onClick={loadOlder}>
                {t('decisions.older')}
              </Button>
            ) : (
              <p className="text-muted">{loading ? t('decisions.loading') : t('decisions.noOlder')}</p>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

/** Brings the decision of the address onto the screen once, however old it is. True when it is no longer kept. */
function useOpened(id: string | null, loading: boolean): boolean {
  const client = useClient();
  const known = useDecisions(({ byId }) => id !== null && byId.has(id));
  const [missing, setMissing] = useState<string | null>(null);
  const brought = useRef<string | null>(null);
  useEffect(() => {
    if (brought.current === id) return;
    if (id !== null && known) document.getElementById(`decision-${id}`)?.scrollIntoView({ block: 'start' });
    if (!loading && (id === null || known)) brought.current = id;
  }, [id, known, loading]);
  useEffect(() => {
    if (id === null || known || loading) return;
    client.call('decisions.get', { id }).then(
      (found) => receiveDecisions({ changed: [found] }),
      (error: unknown) => {
        if (error instanceof CallError && error.code === 'not-found') setMissing(id);
        else reportFailure(error);
      },
    );
  }, [client, id, known, loading]);
  return id !== null && missing === id && !known;
}
