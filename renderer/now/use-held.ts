import { useEffect, useMemo } from 'react';
import type { Decision } from '../../contract/decision.ts';
import { useClient, useConnection, useStream } from '../client/client-context.ts';
import { noFilter, receiveDecisions, timelineOf, useDecisions } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';
import { isHeld } from './held.ts';

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
      const now = await Promise.all(ended.map(({ id }) => client.call('decisions.get', { id })));
      receiveDecisions({ changed: [...decisions, ...now] });
    };
    readAll().catch(reportFailure);
  }, [client, epoch]);

  return useMemo(() => timelineOf(byId, { ...noFilter, status: 'applied' }).filter(isHeld), [byId]);
}
