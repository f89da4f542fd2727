import { useEffect, useState } from 'react';
import type { CostsSummary } from '../../contract/engine.ts';
import { useClient, useConnection } from '../client/client-context.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { reportFailure } from '../stores/failures.ts';
import { useSettings } from '../stores/settings.ts';

/** What models cost; read anew when the status or the settings say that it changed, and not before. Null while it is read. */
export function useCosts(): CostsSummary | null {
  const client = useClient();
  const epoch = useConnection((connection) => connection.epoch);
  const spent = useEngineStatus(({ status }) => status && `${status.own.usdToday} ${status.own.tokensToday}`);
  const model = useEngineStatus(({ status }) => status && `${status.llm.state} ${status.llm.model ?? ''}`);
  const budget = useSettings(
    ({ settings }) => settings && `${settings['llm.budget.usdPerMonth']} ${settings['llm.budget.tokensPerDay']}`,
  );
  const [costs, setCosts] = useState<CostsSummary | null>(null);

  useEffect(() => {
    if (epoch === 0) return undefined;
    let current = true;
    client.call('costs.summary', {}).then((read) => {
      if (current) setCosts(read);
    }, reportFailure);
    return () => {
      current = false;
    };
  }, [client, epoch, spent, model, budget]);
  return costs;
}
