import { create } from 'zustand';
import type { StreamValue } from '../../contract/calls.ts';
import { withAppFigures, withProcessFigures } from '../../contract/figures.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { seen } from './seen.ts';

/** Every app and process the engine sees. A row that did not change is the same object from tick to tick. */
export interface ProcessTable {
  /** Epoch ms of the reading; 0 before the first one. */
  readonly at: number;
  readonly apps: ReadonlyMap<string, AppRow>;
  readonly rows: ReadonlyMap<number, ProcessRow>;
}

export const emptyTable: ProcessTable = { at: 0, apps: new Map(), rows: new Map() };

/** The table after one message of the processes stream. */
export function applyProcesses(table: ProcessTable, update: StreamValue<'processes'>): ProcessTable {
  const apps = new Map(update.full ? [] : table.apps);
  const rows = new Map(update.full ? [] : table.rows);
  for (const id of update.goneApps) apps.delete(id);
  for (const pid of update.gone) rows.delete(pid);
  for (const app of update.apps) apps.set(app.id, app);
  for (const row of update.rows) rows.set(row.pid, row);
  for (const figures of update.appFigures) {
    const app = apps.get(figures[0]);
    if (app !== undefined) apps.set(app.id, withAppFigures(app, figures));
  }
  for (const figures of update.figures) {
    const row = rows.get(figures[0]);
    if (row !== undefined) rows.set(row.pid, withProcessFigures(row, figures));
  }
  return { at: update.at, apps, rows };
}

/** The store of the processes stream. */
export const useProcesses = create<ProcessTable>(() => emptyTable);

export const receiveProcesses = (update: StreamValue<'processes'>): void =>
  useProcesses.setState((before) => {
    const table = applyProcesses(before, update);
    seen.remember(table, update);
    return table;
  });
