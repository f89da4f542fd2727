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

/** How far the pages of a filter reach. The store knows older decisions too, but not what lies between. */
interface Read {
  readonly of: DecisionFilter;
  /** Epoch ms: the newest of the first page, the oldest of the last one; 0 when there is nothing older. */
  readonly newest: number;
  readonly oldest: number;
  readonly more: boolean;
}

const endOf = (page: readonly Decision[]): Pick<Read, 'oldest' | 'more'> => {
  const more = page.length === pageSize;
  return { oldest: more ? (page.at(-1)?.at ?? 0) : 0, more };
};

/**
 * The decisions that fit a filter: a page from the engine, then older ones on request, and news as they come.
 *
 * @param opened id of one that is shown however old it is
 */
export function useTimeline(filter: DecisionFilter, opened: string | null): Timeline {
  const client = useClient();
  const { busy, call } = useCall();
  const epoch = useConnection((connection) => connection.epoch);
  const byId = useDecisions((store) => store.byId);
  const [read, setRead] = useState<Read | null>(null);
  useStream('decisions', receiveDecisions);

  useEffect(() => {
    if (epoch === 0) return undefined;
    let current = true;
    client.call('decisions.list', query(filter)).then(({ decisions }) => {
      receiveDecisions({ changed: decisions });
      if (!current) return;
      const first = { of: filter, newest: decisions[0]?.at ?? 0, ...endOf(decisions) };
      // what was read before stays when nothing lies between it and what is new
      setRead((last) =>
        last?.of === filter && first.oldest <= last.newest ? { ...first, oldest: last.oldest, more: last.more } : first,
      );
    }, reportFailure);
    return () => {
      current = false;
    };
  }, [client, epoch, filter]);

  const page = read?.of === filter ? read : null;
  const oldest = page?.oldest ?? 0;
  const decisions = useMemo(
    () => timelineOf(byId, filter).filter(({ id, at }) => at >= oldest || id === opened),
    [byId, filter, oldest, opened],
  );
  const loadOlder = async () => {
    // a page may end among decisions of one moment: the rest of them comes with the next
    const older = await call('decisions.list', { ...query(filter), before: oldest + 1 });
    if (older === null) return;
    receiveDecisions({ changed: older.decisions });
    setRead((last) => (last?.of === filter ? { ...last, ...endOf(older.decisions) } : last));
  };
  return { decisions, loading: page === null, more: page?.more ?? false, busy, loadOlder: () => void loadOlder() };
}
