import { useState } from 'react';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { ProcessTable } from '../stores/processes.ts';
import type { Opened } from './view-state.ts';

interface LastSeen {
  readonly app: AppRow | null;
  readonly process: ProcessRow | null;
  /** The process is there now, and is the one that was opened and no later one with its pid. */
  readonly alive: boolean;
}

/** The opened process as it is now, or as it was last seen when it has ended. */
export function useLastSeen({ appId, pid, startTime }: Opened, table: ProcessTable): LastSeen {
  const found = table.rows.get(pid);
  const process = found?.startTime === startTime ? found : null;
  const app = table.apps.get(appId) ?? null;
  const [last, setLast] = useState<Pick<LastSeen, 'app' | 'process'>>({ app, process });
  const now = { app: app ?? last.app, process: process ?? last.process };
  if (now.app !== last.app || now.process !== last.process) setLast(now);
  return { ...now, alive: process !== null };
}
