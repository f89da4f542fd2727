import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { mode } from '../../contract/words.ts';
import { ChoiceField } from './choice-field.tsx';
import { SettingsSection } from './section.tsx';
import { StrategyFields } from './strategy-fields.tsx';

/** How far BrainKernel may go, and how eager it is. */
export function BehaviourSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  return (
    <SettingsSection title={t('settings.behaviour')} intro={t('settings.behaviourIntro')}>
      <ChoiceField
        setting="mode"
        label={t('mode.label')}
        value={settings.mode}
        choices={mode.options.map((value) => ({ value, text: t(`mode.${value}`), hint: t(`mode.${value}Hint`) }))}
      />
      <StrategyFields settings={settings} />
    </SettingsSection>
  );
}
