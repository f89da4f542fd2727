/** The process table as a stream: everything first, then what changed. Costs nothing while nobody listens. */
import type { StreamValue } from '../../contract/calls.ts';
import { appFiguresOf, changeOf, processFiguresOf } from '../../contract/figures.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';

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
    const appsNow = new Map(now.apps.map((row) => [row.id, row]));
    const rowsNow = new Map(now.rows.map((row) => [row.pid, row]));
    const ofApps = changesOf(appsNow, apps, appFiguresOf);
    const ofRows = changesOf(rowsNow, rows, processFiguresOf);
    at = now.at;
    apps = appsNow;
    rows = rowsNow;
    return {
      at,
      full: false,
      apps: ofApps.rows,
      appFigures: ofApps.figures,
      goneApps: ofApps.gone,
      rows: ofRows.rows,
      figures: ofRows.figures,
      gone: ofRows.gone,
    };
  };
  const whole = (): Value => ({
    at,
    full: true,
    apps: [...apps.values()],
    appFigures: [],
    goneApps: [],
    rows: [...rows.values()],
    figures: [],
    gone: [],
  });

  return {
    listen: (listener) => {
      if (listeners.size === 0) refresh();
      listener(whole());
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

/** What to tell somebody who knows `before`: whole rows where more than figures changed. */
function changesOf<K, T extends AppRow | ProcessRow, F>(
  now: ReadonlyMap<K, T>,
  before: ReadonlyMap<K, T>,
  figuresOf: (now: T, before: T) => F,
): { readonly rows: T[]; readonly figures: F[]; readonly gone: K[] } {
  const rows: T[] = [];
  const figures: F[] = [];
  for (const [key, row] of now) {
    const known = before.get(key);
    const change = known === undefined ? 'row' : changeOf(row, known);
    if (change === 'row') rows.push(row);
    else if (change === 'figures' && known !== undefined) figures.push(figuresOf(row, known));
  }
  return { rows, figures, gone: [...before.keys()].filter((key) => !now.has(key)) };
}
