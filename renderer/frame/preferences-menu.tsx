import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../contract/calls.ts';
import { Button } from '../parts/button.tsx';
import { Choices, menuSurface } from '../parts/choice-menu.tsx';
import { Icon } from '../parts/icons.tsx';
import { languages, themes } from '../parts/looks.ts';
import { useCall } from '../parts/use-call.ts';
import { usePreferences } from '../stores/preferences.ts';
import { receiveSettings } from '../stores/settings.ts';

export function PreferencesMenu(): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const { language, theme } = usePreferences();

  const choose = (settings: CallInput<'settings.set'>) =>
    void call('settings.set', settings).then((saved) => saved && receiveSettings(saved));
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
            choices={themes.map((value) => ({
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
