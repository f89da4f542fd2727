import { DropdownMenu } from 'radix-ui';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import { useClient, useConnection } from '../client/client-context.ts';
import { Button } from '../parts/button.tsx';
import { Choices, menuSurface } from '../parts/choice-menu.tsx';
import { Icon } from '../parts/icons.tsx';
import { useCall } from '../parts/use-call.ts';
import { reportFailure } from '../stores/failures.ts';
import { adoptPreferences, usePreferences } from '../stores/preferences.ts';

/** Each language is written in itself, so that whoever reads it can find it. */
const languages = [
  { value: 'en', text: 'English' },
  { value: 'zh-CN', text: '简体中文' },
] as const;

export function PreferencesMenu(): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const { call } = useCall();
  const epoch = useConnection((connection) => connection.epoch);
  const { language, theme } = usePreferences();

  // another window may have changed them while this one was away
  useEffect(() => {
    if (epoch > 0) client.call('settings.get', {}).then(adoptPreferences, reportFailure);
  }, [client, epoch]);

  const choose = (settings: CallInput<'settings.set'>) =>
    void call('settings.set', settings).then((saved) => saved && adoptPreferences(saved));
  const heading = 'px-2 pt-2 pb-1 text-label text-muted';

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" className="w-8 px-0!" aria-label={t('preferences.label')} title={t('preferences.label')}>
          <Icon name="look" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menuSurface} sideOffset={4} align="end" collisionPadding={8}>
          <DropdownMenu.Label className={heading}>{t('preferences.language')}</DropdownMenu.Label>
          <Choices
            label={t('preferences.language')}
            value={language}
            choices={languages}
            onChoose={(value) => choose({ language: value })}
          />
          <DropdownMenu.Separator className="my-1 h-px bg-line" />
          <DropdownMenu.Label className={heading}>{t('preferences.theme')}</DropdownMenu.Label>
          <Choices
            label={t('preferences.theme')}
            value={theme}
            choices={(['system', 'light', 'dark'] as const).map((value) => ({
              value,
              text: t(`preferences.${value}`),
            }))}
            onChoose={(value) => choose({ theme: value })}
          />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
