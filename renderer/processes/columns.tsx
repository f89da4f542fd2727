import {
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CategoryCell,
  CpuCell,
  IoCell,
  MemoryCell,
  NameCell,
  NiceCell,
  SetByCell,
  TreatmentCell,
  WaitsCell,
} from './cells.tsx';
import type { ColumnId, ListRow } from './process-list.ts';

interface ColumnMeta {
  /** A track of the grid. */
  readonly width: string;
  readonly align: 'start' | 'end';
}

/** The table sorts nothing and filters nothing itself: `listRows` did, and it is handed only the rows on the screen. */
export const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

function ColumnTitle({ id }: { readonly id: ColumnId }): ReactNode {
  const { t } = useTranslation();
  return t(`column.${id}`);
}

const helper = createColumnHelper<typeof features, ListRow>();

const column = (
  id: ColumnId,
  Cell: (props: { readonly row: ListRow }) => ReactNode,
  meta: ColumnMeta,
  largestFirst: boolean,
) =>
  helper.accessor((row) => row.key, {
    id,
    header: () => <ColumnTitle id={id} />,
    cell: ({ row }) => <Cell row={row.original} />,
    meta,
    sortDescFirst: largestFirst,
    enableHiding: id !== 'name',
  });

const text = (width: string): ColumnMeta => ({ width, align: 'start' });
const figure = (width: string): ColumnMeta => ({ width, align: 'end' });

export const columns = helper.columns([
  column('name', NameCell, text('minmax(15rem, 1fr)'), false),
  column('category', CategoryCell, text('8rem'), false),
  column('cpu', CpuCell, figure('4.5rem'), true),
  column('memory', MemoryCell, figure('5.5rem'), true),
  column('io', IoCell, figure('6rem'), true),
  column('waits', WaitsCell, figure('6rem'), true),
  column('nice', NiceCell, figure('5.5rem'), true),
  column('setBy', SetByCell, text('7rem'), false),
  column('treatment', TreatmentCell, text('7rem'), false),
]);

/** Left out when there is little room, unless a person asked for them: the icon and the chip say nearly the same. */
export const spared: readonly ColumnId[] = ['category', 'setBy'];
