/**
 * What this page saw of each row of late: the sparklines of the table, the charts of a drawer. A row that does not
 * change is not written down again, so this costs as much as changes.
 */
import type { StreamValue } from '../../contract/calls.ts';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';

/** The part of the process table that is needed. */
interface Rows {
  readonly apps: ReadonlyMap<string, AppRow>;
  readonly rows: ReadonlyMap<number, ProcessRow>;
}

/** A pid, or an app's id. */
export type SeenKey = number | string;

/** What a row was from `at` on, epoch ms. */
export interface Sighting {
  readonly at: number;
  readonly row: AppRow | ProcessRow;
}

export interface Seen {
  /** Takes in an update, after which the table is `table`. */
  readonly remember: (table: Rows, update: StreamValue<'processes'>) => void;
  /** Oldest first; the first may be older than the window, as what the row was when it began. */
  readonly of: (key: SeenKey) => readonly Sighting[];
  /** Remembers one row for longer than the others, from now on. */
  readonly keepLonger: (key: SeenKey | null) => void;
}

/** ms */
export const shortMemory = 60_000;
export const longMemory = 300_000;
/** Between two updates further apart than this nobody looked, and nothing is known. */
const gap = 5_000;

export function createSeen(): Seen {
  const sightings = new Map<SeenKey, Sighting[]>();
  let last = 0;
  let kept: SeenKey | null = null;

  const see = (key: SeenKey, at: number, row: AppRow | ProcessRow | undefined) => {
    if (row === undefined) return;
    const known = sightings.get(key);
    const before = known?.at(-1)?.row;
    if (known === undefined || startOf(before) !== startOf(row)) {
      sightings.set(key, [{ at, row }]);
      return;
    }
    known.push({ at, row });
    const from = at - (key === kept ? longMemory : shortMemory);
    while (known[1] !== undefined && known[1].at <= from) known.shift();
  };

  return {
    remember: (table, { at, full, apps, appFigures, goneApps, rows, figures, gone }) => {
      if (at - last > gap) sightings.clear();
      last = at;
      for (const id of goneApps) sightings.delete(id);
      for (const pid of gone) sightings.delete(pid);
      for (const row of apps) see(row.id, at, row);
      for (const row of rows) see(row.pid, at, row);
      for (const [id] of appFigures) see(id, at, table.apps.get(id));
      for (const [pid] of figures) see(pid, at, table.rows.get(pid));
      if (full) for (const key of sightings.keys()) if (!isIn(table, key)) sightings.delete(key);
    },
    of: (key) => sightings.get(key) ?? [],
    keepLonger: (key) => {
      kept = key;
    },
  };
}

const startOf = (row: AppRow | ProcessRow | undefined): number | null =>
  row !== undefined && 'startTime' in row ? row.startTime : null;

const isIn = ({ apps, rows }: Rows, key: SeenKey): boolean => (typeof key === 'string' ? apps.has(key) : rows.has(key));

/** What the page's processes stream told. */
export const seen = createSeen();
