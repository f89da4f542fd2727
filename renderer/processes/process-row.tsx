import type { Row } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { features } from './columns.tsx';
import type { ListRow } from './process-list.ts';
import { openRow } from './view-state.ts';

export const rowHeight = 32;
export const rowId = (key: string): string => `row-${key}`;

interface ProcessRowProps {
  readonly row: Row<typeof features, ListRow>;
  /** Place in the whole list, from 0. */
  readonly index: number;
  readonly selected: boolean;
  /** The tracks of the grid; changes when a column comes or goes. */
  readonly tracks: string;
}

function sameData(a: ListRow, b: ListRow): boolean {
  if (a.key !== b.key || a.app !== b.app) return false;
  if (a.kind === 'process' || b.kind === 'process')
    return a.kind === 'process' && b.kind === 'process' && a.process === b.process;
  return a.main === b.main && a.open === b.open;
}

/** The table makes new row objects on every tick; what they show is the same object as long as nothing changed. */
const same = (before: ProcessRowProps, now: ProcessRowProps): boolean =>
  before.index === now.index &&
  before.selected === now.selected &&
  before.tracks === now.tracks &&
  sameData(before.row.original, now.row.original);

/** One line of the list, at its place. */
export const ProcessRow = memo(function ProcessRow({ row, index, selected, tracks }: ProcessRowProps): ReactNode {
  const data = row.original;
  const unfolds = data.kind === 'app' && data.processes > 1;
  return (
    <div
      role="row"
      id={rowId(data.key)}
      aria-rowindex={index + 2}
      aria-level={data.kind === 'app' ? 1 : 2}
      aria-selected={selected}
      aria-expanded={unfolds ? data.open : undefined}
      className={`absolute inset-x-0 grid items-center border-b border-line px-4 ${selected ? 'bg-selected -outline-offset-2 outline-ink group-focus-visible:outline-2' : 'hover:bg-hover'}`}
      style={{ height: rowHeight, gridTemplateColumns: tracks, transform: `translateY(${index * rowHeight}px)` }}
      onClick={() => openRow(data)}
    >
      {row.getVisibleCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          className={`flex min-w-0 px-2 ${cell.column.columnDef.meta?.align === 'end' ? 'justify-end' : ''}`}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}, same);
