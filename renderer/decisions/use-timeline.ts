import { useEffect, useMemo, useState } from 'react';
import type { CallInput } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import { useClient, useConnection, useStream } from '../client/client-context.ts';
import { useCall } from '../parts/use-call.ts';
import { receiveDecisions, timelineOf, useDecisions } from '../stores/decisions.ts';
import type { DecisionFilter } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';

const pageSize = 100;

interface Timeline {
  readonly decisions: readonly Decision[];
  readonly loading: boolean;
  /** Whether the engine may have older ones. */
  readonly more: boolean;
  readonly busy: boolean;
  readonly loadOlder: () => void;
}

const query = ({ status, tier, app }: DecisionFilter): CallInput<'decisions.list'> => ({
  limit: pageSize,
  ...(status !== null && { status }),
  ...(tier !== null && { tier }),
  ...(app !== null && { app }),
});

/** The decisions that fit a filter: a page from the engine, then older ones on request, and news as they come. */
export function useTimeline(filter: DecisionFilter): Timeline {
  const client = useClient();
  const { busy, call } = useCall();
  const epoch = useConnection((connection) => connection.epoch);
  const byId = useDecisions((store) => store.byId);
  /** The filter whose first page is here, and whether older pages may follow. */
  const [page, setPage] = useState<{ readonly of: DecisionFilter; readonly more: boolean } | null>(null);
  useStream('decisions', receiveDecisions);

  useEffect(() => {
    if (epoch === 0) return undefined;
    let current = true;
    client.call('decisions.list', query(filter)).then(({ decisions }) => {
      receiveDecisions({ changed: decisions });
      if (current) setPage({ of: filter, more: decisions.length === pageSize });
    }, reportFailure);
    return () => {
      current = false;
    };
  }, [client, epoch, filter]);

  const decisions = useMemo(() => timelineOf(byId, filter), [byId, filter]);
  const loadOlder = async () => {
    const before = decisions.at(-1)?.at;
    if (before === undefined) return;
    const older = await call('decisions.list', { ...query(filter), before });
    if (older === null) return;
    receiveDecisions({ changed: older.decisions });
    setPage({ of: filter, more: older.decisions.length === pageSize });
  };
  const here = page?.of === filter;
  return { decisions, loading: !here, more: here && page.more, busy, loadOlder: () => void loadOlder() };
}
