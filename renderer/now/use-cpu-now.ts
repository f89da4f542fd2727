import { useEffect, useState } from 'react';
import { useClient } from '../client/client-context.ts';
import { useEngineStatus } from '../stores/engine-status.ts';

/** ms between two looks at the apps. */
const lookEvery = 5_000;

/**
 * CPU of every app now, as a ratio of one CPU by app id, looked at while `wanted`. The engine's status is the
 * heartbeat: where it does not arrive, as in a hidden window, nothing is asked.
 */
export function useCpuNow(wanted: boolean): ReadonlyMap<string, number> {
  const client = useClient();
  const [cpu, setCpu] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    if (!wanted) return undefined;
    let lookedAt = 0;
    const look = () => {
      if (Date.now() - lookedAt < lookEvery) return;
      lookedAt = Date.now();
      client.call('apps.list', {}).then(
        ({ apps }) => setCpu(new Map(apps.map((app) => [app.id, app.cpu]))),
        // the next heartbeat tries again; that the engine is away is said above
        () => undefined,
      );
    };
    look();
    return useEngineStatus.subscribe(look);
  }, [client, wanted]);
  return cpu;
}
