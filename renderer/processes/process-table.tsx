import { useEffect, useMemo, useRef } from 'react';
import type { FocusEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './columns.tsx';
import type { ProcessLines } from './process-lines.ts';
import type { ListRow } from './process-list.ts';
import { ProcessHeader } from './process-header.tsx';
import { ProcessRow, rowHeight, rowId } from './process-row.tsx';
import { stepFor } from './selection.ts';
import { useVisibleRows } from './use-visible-rows.ts';
import { openRow, setUnfolded, unfoldAll, useView } from './view-state.ts';

const headerHeight = 33;

interface ProcessTableProps {
  /** Every line, in order. */
  readonly rows: ProcessLines;
  /** The columns on the screen; the same list as long as none comes or goes. */
  readonly shown: readonly Column[];
  readonly gridId: string;
  /** Somebody wants the selected line on the clipboard. */
  readonly onCopy: (row: ListRow) => void;
}

/**
 * The list as a tree grid. Only the lines on the screen are made and drawn, so a tick costs nearly the same with 50
 * processes and with 5,000.
 */
export function ProcessTable({ rows, shown, gridId, onCopy }: ProcessTableProps): ReactNode {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const { selected, follow, reveal } = useView();

  const { first, end, scrollTo } = useVisibleRows(scroller, rows.length, { rowHeight, headerHeight });
  const lines = useMemo(() => rows.slice(first, end), [rows, first, end]);
  const at = useMemo(() => rows.indexOf(selected), [rows, selected]);
  useEffect(() => {
    if (follow && at !== -1) scrollTo(at);
  }, [follow, at, scrollTo]);

  const revealAt = rows.indexOf(reveal);
  useEffect(() => {
    if (revealAt === -1) return;
    scrollTo(revealAt);
    useView.setState({ reveal: null });
  }, [revealAt, scrollTo]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const row = rows.at(at);
      if (event.key.toLowerCase() === 'c' && row !== undefined && getSelection()?.isCollapsed !== false) onCopy(row);
      return;
    }
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - headerHeight) / rowHeight) - 1);
    const step = stepFor(event.key, rows, selected, page);
    if (step === null) return;
    event.preventDefault();
    switch (step.kind) {
      case 'select':
        useView.setState({ selected: rows.at(step.index)?.key ?? null });
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
      useView.setState({ selected: rows.at(0)?.key ?? null });
  };

  const onScreen = at >= first && at < end && selected !== null;
  return (
    <div
      ref={scroller}
      id={gridId}
      role="treegrid"
      tabIndex={0}
      aria-label={t('processes.title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={shown.length}
      aria-activedescendant={onScreen ? rowId(selected) : undefined}
      className="group relative min-w-0 flex-1 overflow-auto outline-none"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div className="min-w-max">
        <ProcessHeader shown={shown} />
        <div role="rowgroup" className="relative" style={{ height: rows.length * rowHeight }}>
          {lines.map((row, offset) => (
            <ProcessRow key={row.key} row={row} index={first + offset} selected={row.key === selected} shown={shown} />
          ))}
        </div>
      </div>
    </div>
  );
}
