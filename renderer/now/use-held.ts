import { useEffect, useMemo } from 'react';
import { CallError } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import { useClient, useConnection, useStream } from '../client/client-context.ts';
import { noFilter, receiveDecisions, timelineOf, useDecisions } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';
import { isHeld } from './held.ts';

const isNotFound = (answer: PromiseSettledResult<Decision> | undefined): boolean =>
  answer?.status === 'rejected' && answer.reason instanceof CallError && answer.reason.code === 'not-found';

/** What is in force now, newest first. */
export function useHeld(): readonly Decision[] {
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const byId = useDecisions((store) => store.byId);
  useStream('decisions', receiveDecisions);

  useEffect(() => {
    if (epoch === 0) return;
    const known = [...useDecisions.getState().byId.values()].filter(isHeld);
    const readAll = async () => {
      const { decisions } = await client.call('decisions.list', { status: 'applied', limit: 500 });
      // what ended while this page was away is not among them, and nobody told it
      const ended = known.filter(({ id }) => !decisions.some((decision) => decision.id === id));
      const now = await Promise.allSettled(ended.map(({ id }) => client.call('decisions.get', { id })));
      receiveDecisions({
        changed: [...decisions, ...now.filter((one) => one.status === 'fulfilled').map(({ value }) => value)],
      });
      const gone = new Set(ended.filter((_, index) => isNotFound(now[index])).map(({ id }) => id));
      if (gone.size === 0) return;
      useDecisions.setState(({ byId: all }) => ({ byId: new Map([...all].filter(([id]) => !gone.has(id))) }));
    };
    readAll().catch(reportFailure);
  }, [client, epoch]);

  return useMemo(() => timelineOf(byId, { ...noFilter, status: 'applied' }).filter(isHeld), [byId]);
}
