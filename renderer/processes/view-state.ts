import { create } from 'zustand';
import { useProcesses } from '../stores/processes.ts';
import type { ProcessTable } from '../stores/processes.ts';
import { linesOf } from './process-lines.ts';
import { appKey, columnIds } from './process-list.ts';
import type { ColumnId, ListQuery, ListRow } from './process-list.ts';

/** The one process a drawer is about, as it was when the drawer opened. */
export interface Opened {
  readonly kind: ListRow['kind'];
  readonly appId: string;
  readonly pid: number;
  readonly startTime: number;
}

interface ViewState extends ListQuery {
  /** Key of the selected row. */
  readonly selected: string | null;
  /** Keeps the selected row in view while the order changes. */
  readonly follow: boolean;
  /** The table as it was when a person paused the list; null while it runs. */
  readonly paused: ProcessTable | null;
  readonly opened: Opened | null;
  /** An app that another view led to; found, or searched for, as soon as the table is there. */
  readonly wanted: { readonly id: string; readonly name: string } | null;
  /** Key of a row that is to be brought into view once. */
  readonly reveal: string | null;
  /** What a person chose about columns; a column not named here is shown when there is room. */
  readonly columns: Readonly<Partial<Record<ColumnId, boolean>>>;
}

const storageKey = 'brainkernel.columns';

/** Choices of an earlier visit; anything else that may be stored there is ignored. */
function rememberedColumns(): ViewState['columns'] {
  const stored = new Map((localStorage.getItem(storageKey) ?? '').split(' ').map((word) => [word.slice(1), word[0]]));
  return Object.fromEntries(
    columnIds.flatMap((id) => (stored.has(id) && id !== 'name' ? [[id, stored.get(id) === '+'] as const] : [])),
  );
}

/** How a person looks at the list. Kept while they visit another view. */
export const useView = create<ViewState>(() => ({
  search: '',
  sort: { id: 'cpu', desc: true },
  open: new Set(),
  selected: null,
  follow: false,
  paused: null,
  opened: null,
  wanted: null,
  reveal: null,
  columns: rememberedColumns(),
}));

export function chooseColumn(id: ColumnId, shown: boolean): void {
  useView.setState(({ columns }) => {
    const next = { ...columns, [id]: shown };
    localStorage.setItem(
      storageKey,
      Object.entries(next)
        .map(([name, on]) => `${on ? '+' : '-'}${name}`)
        .join(' '),
    );
    return { columns: next };
  });
}

export function setUnfolded(appId: string, unfolded: boolean): void {
  useView.setState(({ open }) => {
    const next = new Set(open);
    if (unfolded) next.add(appId);
    else next.delete(appId);
    return { open: next };
  });
}

/** Unfolds every app there is now. */
export const unfoldAll = (): void => useView.setState({ open: new Set(useProcesses.getState().apps.keys()) });

/** Selects a row and opens its drawer. An app without a process that can be named has none. */
export function openRow(row: ListRow): void {
  const process = row.kind === 'app' ? row.main : row.process;
  const { kind, app } = row;
  useView.setState({
    selected: row.key,
    ...(process && { opened: { kind, appId: app.id, pid: process.pid, startTime: process.startTime } }),
  });
}

/** Leads from another view to an app. */
export const wantApp = (id: string, name: string): void => useView.setState({ wanted: { id, name } });

/** Opens the app that was wanted; what has ended is searched for by its name, since it may run anew under another id. */
export function findWanted(table: ProcessTable): void {
  const { wanted } = useView.getState();
  if (wanted === null || table.at === 0) return;
  const lines = linesOf(table, { search: '', sort: { id: 'name', desc: false }, open: new Set() });
  const row = lines.at(lines.indexOf(appKey(wanted.id)));
  if (row === undefined) useView.setState({ wanted: null, search: wanted.name, opened: null, selected: null });
  else {
    useView.setState({ wanted: null, search: '', reveal: row.key });
    openRow(row);
  }
}
