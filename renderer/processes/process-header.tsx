import type { Header } from '@tanstack/react-table';
import { flexRender } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { features } from './columns.tsx';
import type { ListRow } from './process-list.ts';

const hints = { cpu: 'cpuHint', io: 'ioHint', waits: 'waitsHint', nice: 'niceHint', setBy: 'setByHint' } as const;
const hasHint = (id: string): id is keyof typeof hints => Object.hasOwn(hints, id);

interface ProcessHeaderProps {
  readonly headers: readonly Header<typeof features, ListRow>[];
  readonly tracks: string;
}

/** The titles of the columns; each is a button that sorts. */
export function ProcessHeader({ headers, tracks }: ProcessHeaderProps): ReactNode {
  const { t } = useTranslation();
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-sunken text-label">
      <div role="row" aria-rowindex={1} className="grid h-8 items-center px-4" style={{ gridTemplateColumns: tracks }}>
        {headers.map((header) => {
          const { id, column } = header;
          const sorted = column.getIsSorted();
          const direction = sorted === 'desc' ? 'descending' : 'ascending';
          const end = column.columnDef.meta?.align === 'end';
          return (
            <div key={id} role="columnheader" aria-sort={sorted === false ? 'none' : direction} className="min-w-0">
              <button
                type="button"
                className={`flex h-7 w-full items-center gap-1 rounded px-2 hover:bg-hover ${end ? 'flex-row-reverse' : ''} ${sorted === false ? 'text-muted' : 'font-semibold'}`}
                title={hasHint(id) ? t(`column.${hints[id]}`) : undefined}
                onClick={column.getToggleSortingHandler()}
              >
                <span className="truncate">{flexRender(column.columnDef.header, header.getContext())}</span>
                {sorted !== false && <span aria-hidden="true">{sorted === 'desc' ? '↓' : '↑'}</span>}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
