import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './columns.tsx';
import { tracksOf } from './columns.tsx';
import { useView } from './view-state.ts';

const hints = {
  cpu: 'cpuHint',
  history: 'historyHint',
  io: 'ioHint',
  waits: 'waitsHint',
  nice: 'niceHint',
  policy: 'policyHint',
  weight: 'weightHint',
  setBy: 'setByHint',
} as const;
const hasHint = (id: string): id is keyof typeof hints => Object.hasOwn(hints, id);

/** Sorts by a column, from the end that a person wants to see first; a second press turns the order round. */
const sortBy = ({ id, largestFirst }: Column): void =>
  useView.setState(({ sort }) => ({ sort: { id, desc: sort.id === id ? !sort.desc : largestFirst } }));

/** The titles of the columns; each is a button that sorts. */
export const ProcessHeader = memo(function ProcessHeader({ shown }: { readonly shown: readonly Column[] }): ReactNode {
  const { t } = useTranslation();
  const sort = useView((view) => view.sort);
  return (
    <div role="rowgroup" className="sticky top-0 z-10 border-b border-line bg-sunken text-label">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 items-center px-4"
        style={{ gridTemplateColumns: tracksOf(shown) }}
      >
        {shown.map((column) => {
          const { id, align } = column;
          const sorted = sort.id === id;
          const direction = sort.desc ? 'descending' : 'ascending';
          return (
            <div key={id} role="columnheader" aria-sort={sorted ? direction : 'none'} className="min-w-0">
              <button
                type="button"
                className={`flex h-7 w-full items-center gap-1 rounded px-2 hover:bg-hover ${align === 'end' ? 'flex-row-reverse' : ''} ${sorted ? 'font-semibold' : 'text-muted'}`}
                title={hasHint(id) ? t(`column.${hints[id]}`) : undefined}
                onClick={() => sortBy(column)}
              >
                <span className="truncate">{t(`column.${id}`)}</span>
                {sorted && <span aria-hidden="true">{sort.desc ? '↓' : '↑'}</span>}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
});
