import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { minutesUntilTomorrow } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { menuItem, menuSurface } from '../parts/choice-menu.tsx';
import { Icon } from '../parts/icons.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveStatus, useEngineStatus } from '../stores/engine-status.ts';

/** Pause for a while; while paused, the way back is one click. */
export function PauseMenu(): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const { call } = useCall();
  const pausedUntil = useEngineStatus(({ status }) => status?.pausedUntil);
  if (pausedUntil === undefined) return null;

  if (pausedUntil !== null) {
    return (
      <Button
        title={t('pause.until', { time: time.clock(pausedUntil) })}
        onClick={() => void call('engine.resume', {}).then((status) => status && receiveStatus(status))}
      >
        <Icon name="play" />
        {t('pause.resume')}
        <span className="text-muted">{t('pause.until', { time: time.clock(pausedUntil) })}</span>
      </Button>
    );
  }

  const pause = (minutes: number) =>
    void call('engine.pause', { minutes }).then((status) => status && receiveStatus(status));
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button>
          {t('pause.label')}
          <Icon name="chevronDown" className="size-3 text-muted" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuSurface} sideOffset={4} align="end" collisionPadding={8}>
          <DropdownMenu.Item className={menuItem} onSelect={() => pause(15)}>
            {t('pause.minutes15')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItem} onSelect={() => pause(60)}>
            {t('pause.hour')}
          </DropdownMenu.Item>
          <DropdownMenu.Item className={menuItem} onSelect={() => pause(minutesUntilTomorrow(Date.now()))}>
            {t('pause.tomorrow')}
          </DropdownMenu.Item>
          <DropdownMenu.Label className="max-w-48 px-2 pt-1 pb-1 text-label text-muted">
            {t('pause.hint')}
          </DropdownMenu.Label>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
