import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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
  const { decisions, loading, more, busy, loadOlder } = useTimeline(filter);
  const byId = useDecisions((store) => store.byId);
  useOpened(opened, loading);

  const apps = useMemo(
    () =>
      [...new Map([...byId.values()].map(({ app }) => [app.id, app])).values()].sort((a, b) =>
        a.name.localeCompare(b.name),
      ),
    [byId],
  );
  const days = byDay(decisions);
  const filtered = filter !== noFilter;

  return (
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto max-w-5xl px-6 py-4">
        <div className="mb-4 flex flex-wrap items-center gap-4">
          <h2 className="flex-1 text-title font-semibold">{t('decisions.title')}</h2>
          <Filters filter={filter} apps={apps} onChange={setFilter} />
        </div>
        <Approvals />
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
              <Button disabled={busy} onClick={loadOlder}>
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

/** Brings the decision of the address onto the screen, however old it is. */
function useOpened(id: string | null, loading: boolean): void {
  const client = useClient();
  const known = useDecisions(({ byId }) => id !== null && byId.has(id));
  useEffect(() => {
    if (id === null) return;
    if (known) document.getElementById(`decision-${id}`)?.scrollIntoView({ block: 'start' });
    else if (!loading)
      client.call('decisions.get', { id }).then((found) => receiveDecisions({ changed: [found] }), reportFailure);
  }, [client, id, known, loading]);
}
