import { DropdownMenu } from 'radix-ui';
import { memo } from 'react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { menuItem, menuSurface } from '../parts/choice-menu.tsx';
import { Icon } from '../parts/icons.tsx';
import type { Column } from './columns.tsx';
import { columnIds } from './process-list.ts';
import { chooseColumn, useView } from './view-state.ts';

interface ToolbarProps {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly shown: readonly Column[];
  readonly summary: string;
  readonly onPause: () => void;
  readonly onFollow: () => void;
  /** From the search field into the list. */
  readonly onEnter: () => void;
}

/** Search, what there is, and how a person looks at it. A tick draws it anew only when what it says changed. */
export const Toolbar = memo(function Toolbar(props: ToolbarProps): ReactNode {
  const { searchRef, shown, summary, onPause, onFollow, onEnter } = props;
  const { t } = useTranslation();
  const { time } = useFormat();
  const { search, paused, follow } = useView();
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-3">
      <div className="relative">
        <span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-muted">
          <Icon name="search" />
        </span>
        <input
          ref={searchRef}
          type="search"
          value={search}
          placeholder={t('processes.search')}
          aria-label={t('processes.search')}
          aria-keyshortcuts="/"
          className="h-8 w-72 rounded-md border border-edge bg-surface pr-2 pl-8"
          onChange={(event) => useView.setState({ search: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            onEnter();
          }}
        />
      </div>
      <p role="status" className="min-w-0 flex-1 truncate px-2 text-muted">
        {paused === null ? summary : t('processes.pausedAt', { time: time.exact(paused.at) })}
      </p>
      <Button aria-pressed={follow} title={t('processes.followHint')} onClick={onFollow} className={pressed}>
        <Icon name="follow" />
        {t('processes.follow')}
      </Button>
      <Button
        aria-pressed={paused !== null}
        title={t(paused === null ? 'processes.pauseHint' : 'processes.pausedHint')}
        onClick={onPause}
        className={pressed}
      >
        <Icon name={paused === null ? 'pause' : 'play'} />
        {t('processes.pause')}
      </Button>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button>
            <Icon name="columns" />
            {t('processes.columns')}
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content className={menuSurface} sideOffset={4} align="end" collisionPadding={8}>
            {columnIds
              .filter((id) => id !== 'name')
              .map((id) => (
                <DropdownMenu.CheckboxItem
                  key={id}
                  className={menuItem}
                  checked={shown.some((column) => column.id === id)}
                  onCheckedChange={(on) => chooseColumn(id, on)}
                  onSelect={(event) => event.preventDefault()}
                >
                  <span className="size-4">
                    <DropdownMenu.ItemIndicator>
                      <Icon name="check" />
                    </DropdownMenu.ItemIndicator>
                  </span>
                  {t(`column.${id}`)}
                </DropdownMenu.CheckboxItem>
              ))}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
    </div>
  );
});

const pressed = 'aria-pressed:border-edge aria-pressed:bg-selected';
