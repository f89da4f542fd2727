/** The real web server over a made-up machine, telling the process table in the way that is measured. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { applyProcesses, emptyTable } from '../../renderer/stores/processes.ts';
import type { ProcessTable } from '../../renderer/stores/processes.ts';
import { createSyntheticEngine } from '../../e2e/support/synthetic-engine.ts';
import { startWebServer } from '../../main/web/server.ts';

export type Update = StreamValue<'processes'>;

/** How a second is told: as the engine does; each changed row whole; or the whole list, as a naive table would have it. */
export const tellings = {
  figures: (update: Update): Update => update,
  rows: (update: Update, { apps, rows }: ProcessTable): Update => ({
    ...update,
    appFigures: [],
    figures: [],
    apps: update.full ? update.apps : known([...update.apps, ...update.appFigures.map(([id]) => apps.get(id))]),
    rows: update.full ? update.rows : known([...update.rows, ...update.figures.map(([pid]) => rows.get(pid))]),
  }),
  list: ({ at }: Update, { apps, rows }: ProcessTable): Update => ({
    at,
    full: true,
    apps: [...apps.values()],
    appFigures: [],
    goneApps: [],
    rows: [...rows.values()],
    figures: [],
    gone: [],
  }),
} as const;
export type Telling = keyof typeof tellings;

const known = <T extends AppRow | ProcessRow>(rows: readonly (T | undefined)[]): T[] =>
  rows.filter((row) => row !== undefined);

export interface ServedTable {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function serveTable(processes: number, telling: Telling): Promise<ServedTable> {
  const engine = createSyntheticEngine({ processes, olderDecisions: 0 });
  const told = (listener: (update: Update) => void) => {
    let table = emptyTable;
    return engine.subscribe('processes', (update) => {
      table = applyProcesses(table, update);
      listener(tellings[telling](update, table));
    });
  };
  const streams: { readonly [N in StreamName]: (listener: (value: StreamValue<N>) => void) => () => void } = {
    processes: told,
    'engine.status': (listener) => engine.subscribe('engine.status', listener),
    decisions: (listener) => engine.subscribe('decisions', listener),
    approvals: (listener) => engine.subscribe('approvals', listener),
    alerts: (listener) => engine.subscribe('alerts', listener),
    settings: (listener) => engine.subscribe('settings', listener),
  };
  const subscribe: Subscribe = (name, listener) => streams[name](listener);
  const server = await startWebServer({
    handlers: engine.handlers,
    subscribe,
    port: 0,
    token: randomBytes(18).toString('base64url'),
    staticDir: process.env['BRAINKERNEL_SCREENS'] ?? fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    log: { warn: (text) => console.error(text) },
    checkOutput: false,
  });
  return {
    url: server.url,
    close: async () => {
      engine.dispose();
      await server.close();
    },
  };
}
