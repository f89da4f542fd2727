import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Caution } from './field.tsx';
import { Group, SettingsSection } from './section.tsx';
import { SwitchField } from './switch-field.tsx';
import { useAnswer } from '../parts/use-answer.ts';

/** How BrainKernel lives on this desktop. A dashboard in a browser has none around it, and says so. */
export function DesktopSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const textOf = useEngineText();
  const { value, failure } = useAnswer('desktop.status', {}, settings['desktop.autostart']);
  return (
    <SettingsSection title={t('settings.desktop')}>
      {failure !== null && <p className="text-needs">{failure}</p>}
      {value?.kind === 'headless' && <p className="max-w-prose">{t('settings.desktopState.headless')}</p>}
      {value?.kind === 'desktop' && (
        <>
          {value.safeMode && <Caution>{t('settings.desktopState.safeMode')}</Caution>}
          <SwitchField
            setting="desktop.autostart"
            label={t('settings.autostart.label')}
            hint={value.autostart.reason === '' ? t('settings.autostart.hint') : textOf(value.autostart.reason)}
            value={value.autostart.supported && settings['desktop.autostart']}
            disabled={!value.autostart.supported}
          />
          <SwitchField
            setting="desktop.notifications"
            label={t('settings.notifications.label')}
            hint={t('settings.notifications.hint')}
            value={settings['desktop.notifications']}
          />
          <Group title={t('settings.desktopState.title')}>
            <p>
              {t(value.tray.shown ? 'settings.desktopState.trayShown' : 'settings.desktopState.trayMissing')}
              {value.tray.reason !== '' && <span className="block text-muted">{textOf(value.tray.reason)}</span>}
            </p>
            {value.sandboxed === false ? (
              <Caution>{t('settings.desktopState.notSandboxed')}</Caution>
            ) : (
              <p>{t('settings.desktopState.sandboxed')}</p>
            )}
          </Group>
        </>
      )}
    </SettingsSection>
  );
}
