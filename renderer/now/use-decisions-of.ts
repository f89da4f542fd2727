import { useEffect, useMemo } from 'react';
import type { Decision } from '../../contract/decision.ts';
import { ranges } from '../charts/ranges.ts';
import type { RangeName } from '../charts/ranges.ts';
import { useClient, useConnection, useStream } from '../client/client-context.ts';
import { receiveDecisions, useDecisions } from '../stores/decisions.ts';
import { reportFailure } from '../stores/failures.ts';

const pageSize = 500;
/** A week of a busy machine; whatever is older than these has no mark. */
const mostPages = 4;

/** Every decision of a range up to now: those the engine keeps, and news as they come. */
export function useDecisionsOf(name: RangeName): readonly Decision[] {
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const byId = useDecisions((store) => store.byId);
  useStream('decisions', receiveDecisions);

  useEffect(() => {
    if (epoch === 0) return undefined;
    let current = true;
    const from = Date.now() - ranges[name].length;
    const readBack = async () => {
      let before: number | undefined;
      for (let page = 0; page < mostPages && current; page += 1) {
        const input = before === undefined ? { limit: pageSize } : { limit: pageSize, before };
        const { decisions } = await client.call('decisions.list', input);
        receiveDecisions({ changed: decisions });
        before = decisions.at(-1)?.at;
        if (decisions.length < pageSize || before === undefined || before < from) return;
      }
    };
    readBack().catch(reportFailure);
    return () => {
      current = false;
    };
  }, [client, epoch, name]);

  return useMemo(() => [...byId.values()], [byId]);
}
