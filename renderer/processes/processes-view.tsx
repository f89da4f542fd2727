import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../client/client-context.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { Empty } from '../parts/empty.tsx';
import { receiveProcesses, useProcesses } from '../stores/processes.ts';
import { columns, onRequest, spared } from './columns.tsx';
import { Drawer } from './drawer.tsx';
import { linesOf } from './process-lines.ts';
import type { ListRow } from './process-list.ts';
import { ProcessTable } from './process-table.tsx';
import { Toolbar } from './toolbar.tsx';
import { useCopy } from '../parts/use-copy.ts';
import { useRowText } from './use-row-text.ts';
import { useKeys } from './use-keys.ts';
import { useNarrow } from './use-narrow.ts';
import { findWanted, useView } from './view-state.ts';

const gridId = 'processes';
const focusGrid = () => document.getElementById(gridId)?.focus();

const togglePause = () =>
  useView.setState(({ paused }) => ({ paused: paused === null ? useProcesses.getState() : null }));
const toggleFollow = () => useView.setState(({ follow }) => ({ follow: !follow }));

/** Every process by the app it belongs to: find one, read why it is treated as it is, act by hand. */
export function ProcessesView(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const searchField = useRef<HTMLInputElement>(null);
  const { search, sort, open, paused, columns: chosen, opened, wanted } = useView();
  const live = useProcesses();
  const narrow = useNarrow();
  useStream('processes', receiveProcesses, paused === null);

  const table = paused ?? live;
  useEffect(() => findWanted(table), [table, wanted]);
  const rows = useMemo(() => linesOf(table, { search, sort, open }), [table, search, sort, open]);
  const tight = narrow || opened !== null;
  const shown = useMemo(
    () => columns.filter(({ id }) => chosen[id] ?? !(onRequest.includes(id) || (tight && spared.includes(id)))),
    [chosen, tight],
  );

  const focusSearch = useCallback(() => searchField.current?.select(), []);
  useKeys(useMemo(() => ({ '/': focusSearch, p: togglePause, f: toggleFollow }), [focusSearch]));

  const firstKey = useRef<string | null>(null);
  useEffect(() => {
    firstKey.current = rows.at(0)?.key ?? null;
  }, [rows]);
  const enterList = useCallback(() => {
    useView.setState({ selected: firstKey.current });
    focusGrid();
  }, []);
  const { copied, copy: put } = useCopy();
  const rowText = useRowText();
  const copy = (row: ListRow) => put(rowText(row));
  const summary =
    search === ''
      ? t('processes.of', { processes: number.integer(table.rows.size), apps: number.integer(table.apps.size) })
      : t('processes.found', { count: rows.apps });

  return (
    <>
      <h2 className="sr-only">{t('processes.title')}</h2>
      <Toolbar
        searchRef={searchField}
        shown={shown}
        summary={copied === null ? (table.at === 0 ? '' : summary) : t(`detail.${copied}`)}
        onPause={togglePause}
        onFollow={toggleFollow}
        onEnter={enterList}
      />
      <div className="relative flex min-h-0 flex-1">
        {table.at === 0 ? (
          <Empty title={t('processes.loadingTitle')} text={t('processes.loadingText')} />
        ) : rows.length === 0 ? (
          <Empty title={t('processes.noneTitle', { search })} text={t('processes.noneText')}>
            <Button onClick={() => useView.setState({ search: '' })}>{t('processes.clear')}</Button>
          </Empty>
        ) : (
          <ProcessTable rows={rows} shown={shown} gridId={gridId} onCopy={copy} />
        )}
        {opened !== null && (
          <Drawer
            key={`${opened.kind}:${opened.pid}:${opened.startTime}`}
            opened={opened}
            table={table}
            onClosed={focusGrid}
          />
        )}
      </div>
    </>
  );
}
