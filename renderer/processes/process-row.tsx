import { memo } from 'react';
import type { ReactNode } from 'react';
import { tracksOf } from './columns.tsx';
import type { Column } from './columns.tsx';
import type { ListRow } from './process-list.ts';
import { openRow } from './view-state.ts';

export const rowHeight = 32;
export const rowId = (key: string): string => `row-${key}`;

interface ProcessRowProps {
  readonly row: ListRow;
  /** Place in the whole list, from 0. */
  readonly index: number;
  readonly selected: boolean;
  readonly shown: readonly Column[];
}

type CellsProps = Pick<ProcessRowProps, 'row' | 'shown'>;

function sameData(a: ListRow, b: ListRow): boolean {
  if (a.key !== b.key || a.app !== b.app) return false;
  if (a.kind === 'process' || b.kind === 'process')
    return a.kind === 'process' && b.kind === 'process' && a.process === b.process;
  return a.main === b.main && a.open === b.open;
}

/** Lines are made anew on every tick; what they show is the same object as long as nothing changed. */
const sameCells = (before: CellsProps, now: CellsProps): boolean =>
  before.shown === now.shown && sameData(before.row, now.row);

/** One line of the list, at its place. */
export const ProcessRow = memo(
  function ProcessRow({ row, index, selected, shown }: ProcessRowProps): ReactNode {
    const unfolds = row.kind === 'app' && row.processes > 1;
    return (
      <div
        role="row"
        id={rowId(row.key)}
        aria-rowindex={index + 2}
        aria-level={row.kind === 'app' ? 1 : 2}
        aria-selected={selected}
        aria-expanded={unfolds ? row.open : undefined}
        className={`absolute inset-x-0 grid items-center border-b border-line px-4 ${selected ? 'bg-selected -outline-offset-2 outline-ink group-focus-visible:outline-2' : 'hover:bg-hover'}`}
        style={{
          height: rowHeight,
          gridTemplateColumns: tracksOf(shown),
          transform: `translateY(${index * rowHeight}px)`,
        }}
        onClick={() => openRow(row)}
      >
        <Cells row={row} shown={shown} />
      </div>
    );
  },
  (before, now) => before.index === now.index && before.selected === now.selected && sameCells(before, now),
);

/** What a line says: drawn anew when that changes, and not when the line only moves. */
const Cells = memo(function Cells({ row, shown }: CellsProps): ReactNode {
  return shown.map(({ id, align, Cell }) => (
    <div key={id} role="gridcell" className={`flex min-w-0 px-2 ${align === 'end' ? 'justify-end' : ''}`}>
      <Cell row={row} />
    </div>
  ));
}, sameCells);
