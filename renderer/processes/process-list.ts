import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { ProcessTable } from '../stores/processes.ts';

export const columnIds = ['name', 'category', 'cpu', 'memory', 'io', 'waits', 'nice', 'setBy', 'treatment'] as const;
export type ColumnId = (typeof columnIds)[number];

/** One line of the list: an app, or a process below its app. Keys stay the same as long as the thing lives. */
export type ListRow =
  | {
      readonly kind: 'app';
      readonly key: string;
      readonly app: AppRow;
      /** The oldest process of the app: what decisions and manual actions name. */
      readonly main: ProcessRow | null;
      readonly processes: number;
      readonly open: boolean;
    }
  | { readonly kind: 'process'; readonly key: string; readonly app: AppRow; readonly process: ProcessRow };

export interface ListQuery {
  readonly search: string;
  readonly sort: { readonly id: ColumnId; readonly desc: boolean };
  /** Apps a person unfolded. */
  readonly open: ReadonlySet<string>;
}

export const appKey = (id: string): string => `app:${id}`;
const processKey = ({ pid, startTime }: Pick<ProcessRow, 'pid' | 'startTime'>): string => `${pid}:${startTime}`;

/** Bytes read and written per second; null when neither was read. */
export const ioOf = (row: Pick<ProcessRow, 'ioRead' | 'ioWrite'>): number | null =>
  row.ioRead === null && row.ioWrite === null ? null : (row.ioRead ?? 0) + (row.ioWrite ?? 0);

/**
 * The words of a search. Every word must be found: a number is the beginning of a pid, any word a part of the name, the
 * path or the user.
 */
function matcher(search: string): ((process: ProcessRow, app: AppRow) => boolean) | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (process, app) => {
    const text = `${process.name}\n${process.exe ?? ''}\n${process.user}\n${app.name}`.toLowerCase();
    return words.every((word) => text.includes(word) || String(process.pid).startsWith(word));
  };
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type SortValue = number | string | null;

function appValue({ app, main }: Entry, id: ColumnId): SortValue {
  switch (id) {
    case 'name':
      return app.name;
    case 'category':
      return app.category;
    case 'cpu':
      return app.cpu;
    case 'memory':
      return app.memory;
    case 'io':
      return ioOf(app);
    case 'waits':
      return app.runDelay;
    case 'nice':
      return main?.nice ?? null;
    case 'setBy':
      return main?.setBy ?? null;
    case 'treatment':
      return app.treatment?.action ?? null;
  }
}

function processValue(process: ProcessRow, id: ColumnId): SortValue {
  switch (id) {
    case 'name':
    case 'category':
    case 'treatment':
      return process.name;
    case 'cpu':
      return process.cpu;
    case 'memory':
      return process.memory;
    case 'io':
      return ioOf(process);
    case 'waits':
      return process.runDelay;
    case 'nice':
      return process.nice;
    case 'setBy':
      return process.setBy;
  }
}

/** Ascending, what is not known last in both directions. */
function compare(left: SortValue, right: SortValue, desc: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const ascending =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : collator.compare(String(left), String(right));
  return desc ? -ascending : ascending;
}

interface Entry {
  readonly app: AppRow;
  readonly main: ProcessRow | null;
  /** Processes to show when the app is unfolded, unsorted. */
  readonly found: readonly ProcessRow[];
  readonly open: boolean;
}

/**
 * The lines to show, in order: apps sorted, each followed by its processes when it is unfolded. A search keeps the app
 * of every process that matches and unfolds it to just those. An app of a single process is one line.
 */
export function listRows(table: ProcessTable, query: ListQuery): readonly ListRow[] {
  const matches = matcher(query.search);
  const entries: Entry[] = [];
  for (const app of table.apps.values()) {
    const all: ProcessRow[] = [];
    let main: ProcessRow | null = null;
    for (const pid of app.pids) {
      const process = table.rows.get(pid);
      if (process === undefined) continue;
      all.push(process);
      if (main === null || process.startTime < main.startTime) main = process;
    }
    const found = matches === null ? all : all.filter((process) => matches(process, app));
    if (matches !== null && found.length === 0) continue;
    const narrowed = found.length < all.length;
    entries.push({ app, main, found, open: all.length > 1 && (narrowed || query.open.has(app.id)) });
  }

  const { id, desc } = query.sort;
  entries.sort(
    (a, b) =>
      compare(appValue(a, id), appValue(b, id), desc) ||
      collator.compare(a.app.name, b.app.name) ||
      collator.compare(a.app.id, b.app.id),
  );

  const rows: ListRow[] = [];
  for (const { app, main, found, open } of entries) {
    rows.push({ kind: 'app', key: appKey(app.id), app, main, processes: app.pids.length, open });
    if (!open) continue;
    const sorted = found.toSorted((a, b) => compare(processValue(a, id), processValue(b, id), desc) || a.pid - b.pid);
    for (const process of sorted) rows.push({ kind: 'process', key: processKey(process), app, process });
  }
  return rows;
}

/** Where `key` stands now; -1 when it is gone, folded away or not found. */
export function indexOfKey(rows: readonly ListRow[], key: string | null): number {
  return key === null ? -1 : rows.findIndex((row) => row.key === key);
}
