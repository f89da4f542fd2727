import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CategoryIcon } from '../parts/category-icon.tsx';
import { CopyButtons } from '../parts/copy-buttons.tsx';
import { Icon } from '../parts/icons.tsx';
import type { ProcessTable } from '../stores/processes.ts';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { ManualActions } from './manual-actions.tsx';
import { appKey, processKey } from './process-list.ts';
import type { ListRow } from './process-list.ts';
import { rowAsJson } from './row-as-text.ts';
import { useRowText } from './use-row-text.ts';
import { Usage } from './usage.tsx';
import { useLastSeen } from './use-last-seen.ts';
import { useView } from './view-state.ts';
import type { Opened } from './view-state.ts';

interface DrawerProps {
  readonly opened: Opened;
  readonly table: ProcessTable;
  readonly onClosed: () => void;
}

/** All about one process or app. The list beside it stays usable; Escape closes it and gives the list the focus back. */
export function Drawer({ opened, table, onClosed }: DrawerProps): ReactNode {
  const { t } = useTranslation();
  const { app, process, alive } = useLastSeen(opened, table);
  const rowText = useRowText();
  if (app === null || process === null) return null;
  const name = opened.kind === 'app' ? app.name : process.name;
  const row: ListRow =
    opened.kind === 'app'
      ? { kind: 'app', key: appKey(app.id), app, main: process, processes: app.pids.length, open: false }
      : { kind: 'process', key: processKey(process), app, process };

  return (
    <Dialog.Root modal={false} open onOpenChange={(open) => !open && useView.setState({ opened: null })}>
      <Dialog.Content
        aria-describedby={undefined}
        className="absolute inset-y-0 right-0 z-20 flex w-[25rem] flex-col border-t border-l border-line bg-surface shadow-[0_0_24px_#0002] outline-none wide:static wide:shadow-none"
        onInteractOutside={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          onClosed();
        }}
      >
        <header className="flex items-center gap-3 border-b border-line px-6 py-4">
          <CategoryIcon category={app.category} />
          <Dialog.Title className="min-w-0 flex-1 truncate text-title font-semibold">{name}</Dialog.Title>
          <span className="text-muted">{t(`category.${app.category}`)}</span>
          <Dialog.Close className="rounded p-1 text-muted hover:bg-hover hover:text-ink" aria-label={t('drawer.close')}>
            <Icon name="close" />
          </Dialog.Close>
        </header>
        <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto px-6 py-4">
          {!alive && (
            <p role="status" className="text-muted">
              {t('drawer.ended', { pid: opened.pid })}
            </p>
          )}
          <Usage of={opened.kind === 'app' ? app.id : process.pid} at={table.at} />
          <History app={app} />
          <ManualActions app={app} process={process} alive={alive} name={name} />
          <Facts app={app} process={process} table={table} />
          <CopyButtons asText={() => rowText(row)} asJson={() => rowAsJson(row)} />
        </div>
      </Dialog.Content>
    </Dialog.Root>
  );
}
