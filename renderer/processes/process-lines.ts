import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { ProcessTable } from '../stores/processes.ts';
import { appKey, appPrefix, appValue, collator, compare, matcher, processKey, processValue } from './process-list.ts';
import type { ListQuery, ListRow, SortValue } from './process-list.ts';

/** The lines to show, in order. A line is made when it is asked for: a table of thousands draws thirty. */
export interface ProcessLines {
  readonly length: number;
  /** How many of the lines are apps. */
  readonly apps: number;
  readonly at: (index: number) => ListRow | undefined;
  readonly slice: (first: number, end: number) => readonly ListRow[];
  /** Where `key` stands now; -1 when it is gone, folded away or not found. */
  readonly indexOf: (key: string | null) => number;
}

/** An app with what is shown of it. */
interface Entry {
  readonly app: AppRow;
  readonly value: SortValue;
  /** Processes to show when the app is unfolded, unsorted; null for all of them. */
  readonly found: readonly ProcessRow[] | null;
  readonly open: boolean;
  /** Lines it takes, itself included. */
  readonly lines: number;
}

/**
 * Apps sorted, each followed by its processes when it is unfolded. A search keeps the app of every process that matches
 * and unfolds it to just those. An app of a single process is one line.
 */
export function linesOf(table: ProcessTable, query: ListQuery): ProcessLines {
  const { id, desc } = query.sort;
  const matches = matcher(query.search);
  const all = ({ pids }: AppRow): readonly ProcessRow[] => pids.flatMap((pid) => table.rows.get(pid) ?? []);

  const countOf = ({ pids }: AppRow): number => pids.reduce((sum, pid) => sum + Number(table.rows.has(pid)), 0);

  const entries: Entry[] = [];
  for (const appId of inOrderOfNames(table.apps)) {
    const app = table.apps.get(appId);
    if (app === undefined) continue;
    const found = matches === null ? null : all(app).filter((process) => matches(process, app));
    if (found?.length === 0) continue;
    const several = app.pids.length > 1;
    const narrowed = found !== null && found.length < app.pids.length;
    const open = several && (narrowed || query.open.has(appId));
    const value = appValue(app, () => mainOf(all(app)), id);
    entries.push({ app, value, found, open, lines: open ? 1 + (found?.length ?? countOf(app)) : 1 });
  }
  // stable: of equals the names decide
  entries.sort((a, b) => compare(a.value, b.value, desc));
  const starts: number[] = [];
  let length = 0;
  for (const { lines } of entries) {
    starts.push(length);
    length += lines;
  }

  const sorted = ({ app, found }: Entry): readonly ProcessRow[] =>
    [...(found ?? all(app))].sort((a, b) => compare(processValue(a, id), processValue(b, id), desc) || a.pid - b.pid);
  const linesOfEntry = (entry: Entry): readonly ListRow[] => {
    const { app, open } = entry;
    const main = mainOf(all(app));
    const own: ListRow = { kind: 'app', key: appKey(app.id), app, main, processes: app.pids.length, open };
    if (!open) return [own];
    return [
      own,
      ...sorted(entry).map((process): ListRow => ({ kind: 'process', key: processKey(process), app, process })),
    ];
  };
  const slice = (first: number, end: number): readonly ListRow[] => {
    const from = Math.max(0, lastAtMost(starts, first));
    const lines: ListRow[] = [];
    let at = from;
    for (; (starts[at] ?? Infinity) < end; at += 1) {
      const entry = entries[at];
      if (entry !== undefined) lines.push(...linesOfEntry(entry));
    }
    const before = first - (starts[from] ?? 0);
    return lines.slice(before, before + end - first);
  };

  return {
    length,
    apps: entries.length,
    slice,
    at: (index) => (index < 0 ? undefined : slice(index, index + 1)[0]),
    indexOf: (key) => {
      if (key === null) return -1;
      const appId = key.startsWith(appPrefix)
        ? key.slice(appPrefix.length)
        : table.rows.get(Number.parseInt(key))?.appId;
      const index = entries.findIndex(({ app }) => app.id === appId);
      const entry = entries[index];
      const within = entry === undefined ? -1 : linesOfEntry(entry).findIndex((line) => line.key === key);
      return within === -1 ? -1 : (starts[index] ?? 0) + within;
    },
  };
}

function mainOf(processes: readonly ProcessRow[]): ProcessRow | null {
  let main: ProcessRow | null = null;
  for (const process of processes) if (main === null || process.startTime < main.startTime) main = process;
  return main;
}

/** Index of the last number that is at most `value`, by halving; -1 for none. */
function lastAtMost(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

let ordered: { readonly names: readonly string[]; readonly ids: readonly string[] } = { names: [], ids: [] };

/** Ids by the names of their apps. Comparing names as people do is slow, and names seldom change: the last order is kept. */
function inOrderOfNames(apps: ReadonlyMap<string, AppRow>): readonly string[] {
  const names: string[] = [];
  for (const { id, name } of apps.values()) names.push(id, name);
  const same = names.length === ordered.names.length && names.every((name, index) => name === ordered.names[index]);
  if (same) return ordered.ids;
  const ids = [...apps.values()]
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.id, b.id))
    .map(({ id }) => id);
  ordered = { names, ids };
  return ids;
}
