/** The process table as a stream: everything first, then what changed. Costs nothing while nobody listens. */
import type { StreamValue } from '../../contract/calls.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { sameRow } from './rows.ts';

export interface Table {
  readonly at: number;
  readonly apps: readonly AppRow[];
  readonly rows: readonly ProcessRow[];
}

type Value = StreamValue<'processes'>;

export interface ProcessStream {
  /** Hands the whole table over at once, and each change from then on. */
  readonly listen: (listener: (value: Value) => void) => () => void;
  /** Called once a sample; builds the table only when somebody listens. */
  readonly tick: () => void;
}

export function createProcessStream(table: () => Table): ProcessStream {
  const listeners = new Set<(value: Value) => void>();
  let apps = new Map<string, AppRow>();
  let rows = new Map<number, ProcessRow>();
  let at = 0;

  const refresh = (): Value => {
    const now = table();
    at = now.at;
    const changedApps = now.apps.filter((row) => differs(apps.get(row.id), row));
    const changedRows = now.rows.filter((row) => differs(rows.get(row.pid), row));
    const appsNow = new Map(now.apps.map((row) => [row.id, row]));
    const rowsNow = new Map(now.rows.map((row) => [row.pid, row]));
    const goneApps = [...apps.keys()].filter((id) => !appsNow.has(id));
    const gone = [...rows.keys()].filter((pid) => !rowsNow.has(pid));
    apps = appsNow;
    rows = rowsNow;
    return { at, full: false, apps: changedApps, goneApps, rows: changedRows, gone };
  };

  return {
    listen: (listener) => {
      if (listeners.size === 0) refresh();
      listener({ at, full: true, apps: [...apps.values()], goneApps: [], rows: [...rows.values()], gone: [] });
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tick: () => {
      if (listeners.size === 0) return;
      const change = refresh();
      for (const listener of listeners) listener(change);
    },
  };
}

const differs = <T extends object>(before: T | undefined, now: T): boolean =>
  before === undefined || !sameRow(before, now);
