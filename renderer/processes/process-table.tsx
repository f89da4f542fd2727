import { functionalUpdate, useTable } from '@tanstack/react-table';
import type { ColumnVisibilityState, SortingState } from '@tanstack/react-table';
import { useEffect, useMemo, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { columns, features } from './columns.tsx';
import { columnIds, indexOfKey } from './process-list.ts';
import type { ColumnId, ListRow } from './process-list.ts';
import { ProcessHeader } from './process-header.tsx';
import { ProcessRow, rowHeight, rowId } from './process-row.tsx';
import { stepFor } from './selection.ts';
import { useVisibleRows } from './use-visible-rows.ts';
import { openRow, setUnfolded, unfoldAll, useView } from './view-state.ts';

const headerHeight = 33;

const isColumn = (id: string): id is ColumnId => columnIds.some((known) => known === id);

function sortBy(sorting: SortingState): void {
  const [first] = sorting;
  if (first && isColumn(first.id)) useView.setState({ sort: { id: first.id, desc: first.desc } });
}

interface ProcessTableProps {
  /** Every line, in order. */
  readonly rows: readonly ListRow[];
  readonly visibility: ColumnVisibilityState;
  readonly gridId: string;
}

/**
 * The list as a tree grid. Only the lines on the screen are handed to the table and drawn, so a tick costs the same
 * with 50 processes and with 5,000.
 */
export function ProcessTable({ rows, visibility, gridId }: ProcessTableProps): ReactNode {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { sort, selected, follow } = useView();

  const { first, end, scrollTo } = useVisibleRows(scroller, rows.length, { rowHeight, headerHeight });
  const data = useMemo(() => rows.slice(first, end), [rows, first, end]);
  const sorting = useMemo(() => [{ ...sort }], [sort]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.key,
    state: { sorting, columnVisibility: visibility },
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    onSortingChange: (updater) => sortBy(functionalUpdate(updater, sorting)),
  });

  const at = indexOfKey(rows, selected);
  useEffect(() => {
    if (follow && at !== -1) scrollTo(at);
  }, [follow, at, scrollTo]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - headerHeight) / rowHeight) - 1);
    const step = stepFor(event.key, rows, selected, page);
    if (step === null) return;
    event.preventDefault();
    switch (step.kind) {
      case 'select':
        useView.setState({ selected: rows[step.index]?.key ?? null });
        scrollTo(step.index);
        break;
      case 'fold':
        setUnfolded(step.appId, step.unfolded);
        break;
      case 'unfold-all':
        unfoldAll();
        break;
      case 'open':
        openRow(step.row);
        break;
    }
  };

  /** Somebody who comes with the keyboard sees where they are. */
  const onFocus = ({ currentTarget, target }: FocusEvent<HTMLDivElement>) => {
    if (target === currentTarget && at === -1 && currentTarget.matches(':focus-visible'))
      useView.setState({ selected: rows[0]?.key ?? null });
  };

  const tracks = table
    .getVisibleLeafColumns()
    .map((column) => column.columnDef.meta?.width ?? '1fr')
    .join(' ');
  const onScreen = at >= first && at < end && selected !== null;
  return (
    <div
      ref={scroller}
      id={gridId}
      role="treegrid"
      tabIndex={0}
      aria-label={t('processes.title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={table.getVisibleLeafColumns().length}
      aria-activedescendant={onScreen ? rowId(selected) : undefined}
      className="group relative min-w-0 flex-1 overflow-auto outline-none"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className="min-w-max">
        <ProcessHeader headers={table.getHeaderGroups().flatMap((group) => group.headers)} tracks={tracks} />
        <div role="rowgroup" className="relative" style={{ height: rows.length * rowHeight }}>
          {table.getRowModel().rows.map((row, offset) => (
            <ProcessRow key={row.id} row={row} index={first + offset} selected={row.id === selected} tracks={tracks} />
          ))}
        </div>
      </div>
    </div>
  );
}
