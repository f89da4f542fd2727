import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { languages, themes } from '../parts/looks.ts';
import { ChoiceField } from './choice-field.tsx';
import { SettingsSection } from './section.tsx';

/** How BrainKernel speaks and looks, in every window, the tray and the notifications. */
export function AppearanceSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t('settings.appearance')} intro={t('settings.appearanceIntro')}>
      <ChoiceField
        setting="language"
        label={t('preferences.language')}
        value={settings.language}
        choices={languages.map(({ value, text }) => ({ value, text, lang: value }))}
      />
      <ChoiceField
        setting="theme"
        label={t('preferences.theme')}
        value={settings.theme}
        choices={themes.map((value) => ({ value, text: t(`preferences.${value}`) }))}
      />
    </SettingsSection>
  );
}
