import type { ReactNode } from 'react';
import {
  CategoryCell,
  CpuCell,
  HistoryCell,
  IoCell,
  MemoryCell,
  NameCell,
  NiceCell,
  PolicyCell,
  SetByCell,
  TreatmentCell,
  WaitsCell,
  WeightCell,
} from './cells.tsx';
import type { ColumnId, ListRow } from './process-list.ts';

export interface Column {
  readonly id: ColumnId;
  readonly Cell: (props: { readonly row: ListRow }) => ReactNode;
  /** A track of the grid. */
  readonly width: string;
  readonly align: 'start' | 'end';
  /** Which end a person wants to see first. */
  readonly largestFirst: boolean;
}

const text = { align: 'start', largestFirst: false } as const;
const figure = { align: 'end', largestFirst: true } as const;

/** In the order of the screen. */
export const columns: readonly Column[] = [
  { id: 'name', Cell: NameCell, width: 'minmax(15rem, 1fr)', ...text },
  { id: 'category', Cell: CategoryCell, width: '8rem', ...text },
  { id: 'cpu', Cell: CpuCell, width: '4.5rem', ...figure },
  { id: 'history', Cell: HistoryCell, width: '6rem', align: 'start', largestFirst: true },
  { id: 'memory', Cell: MemoryCell, width: '5.5rem', ...figure },
  { id: 'io', Cell: IoCell, width: '5.5rem', ...figure },
  { id: 'waits', Cell: WaitsCell, width: '5rem', ...figure },
  { id: 'nice', Cell: NiceCell, width: '4rem', ...figure },
  { id: 'policy', Cell: PolicyCell, width: '6rem', ...text },
  { id: 'weight', Cell: WeightCell, width: '5rem', ...figure },
  { id: 'setBy', Cell: SetByCell, width: '7rem', ...text },
  { id: 'treatment', Cell: TreatmentCell, width: '7rem', ...text },
];

export const tracksOf = (shown: readonly Column[]): string => shown.map(({ width }) => width).join(' ');

/** Left out unless a person asks for them: most programs have the usual class and weight. */
export const onRequest: readonly ColumnId[] = ['policy', 'weight'];

/** Left out as well when there is little room: the icon, the figure and the chip say nearly the same. */
export const spared: readonly ColumnId[] = ['category', 'history', 'setBy'];
