import type { AppRow, ProcessRow } from '../../contract/machine.ts';

export const columnIds = [
  'name',
  'category',
  'cpu',
  'history',
  'memory',
  'io',
  'waits',
  'nice',
  'policy',
  'weight',
  'setBy',
  'treatment',
] as const;
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

export const appPrefix = 'app:';
export const appKey = (id: string): string => appPrefix + id;
export const processKey = ({ pid, startTime }: Pick<ProcessRow, 'pid' | 'startTime'>): string => `${pid}:${startTime}`;

/** Bytes read and written per second; null when neither was read. */
export const ioOf = (row: Pick<ProcessRow, 'ioRead' | 'ioWrite'>): number | null =>
  row.ioRead === null && row.ioWrite === null ? null : (row.ioRead ?? 0) + (row.ioWrite ?? 0);

/**
 * The words of a search. Every word must be found: a number is the beginning of a pid, any word a part of the name, the
 * path or the user.
 */
export function matcher(search: string): ((process: ProcessRow, app: AppRow) => boolean) | null {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return (process, app) => {
    const text = `${process.name}\n${process.exe ?? ''}\n${process.user}\n${app.name}`.toLowerCase();
    return words.every((word) => text.includes(word) || String(process.pid).startsWith(word));
  };
}

export const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export type SortValue = number | string | null;

export function appValue(app: AppRow, main: () => ProcessRow | null, id: ColumnId): SortValue {
  switch (id) {
    case 'name':
      return app.name;
    case 'category':
      return app.category;
    case 'cpu':
    case 'history':
      return app.cpu;
    case 'memory':
      return app.memory;
    case 'io':
      return ioOf(app);
    case 'waits':
      return app.runDelay;
    case 'nice':
      return main()?.nice ?? null;
    case 'policy':
      return main()?.schedPolicy ?? null;
    case 'weight':
      return app.cpuWeight;
    case 'setBy':
      return main()?.setBy ?? null;
    case 'treatment':
      return app.treatment?.action ?? null;
  }
}

export function processValue(process: ProcessRow, id: ColumnId): SortValue {
  switch (id) {
    case 'name':
    case 'category':
    case 'treatment':
      return process.name;
    case 'weight':
      return null;
    case 'cpu':
    case 'history':
      return process.cpu;
    case 'memory':
      return process.memory;
    case 'io':
      return ioOf(process);
    case 'waits':
      return process.runDelay;
    case 'nice':
      return process.nice;
    case 'policy':
      return process.schedPolicy;
    case 'setBy':
      return process.setBy;
  }
}

/** Ascending, what is not known last in both directions. */
export function compare(left: SortValue, right: SortValue, desc: boolean): number {
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  const ascending =
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : collator.compare(String(left), String(right));
  return desc ? -ascending : ascending;
}
