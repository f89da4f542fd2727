import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import type { ModelTest } from '../../contract/keys.ts';
import type { ProviderChoice } from '../../contract/words.ts';
import { OutsideLink } from '../parts/outside-link.tsx';
import { ChoiceField } from './choice-field.tsx';
import { KeyField } from './key-field.tsx';
import { Group, SettingsSection } from './section.tsx';
import { TestButton } from './test-button.tsx';
import { TextField } from './text-field.tsx';

/** The widest choice first, none at all last. */
const providers: readonly ProviderChoice[] = ['auto', 'ollama', 'groq', 'none'];

/** Who is asked about programs that nobody knows, how to reach them, and how much they may cost. */
export function ModelsSection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const provider = settings['llm.provider'];
  return (
    <SettingsSection title={t('settings.models')} intro={t('settings.modelsIntro')}>
      <ChoiceField
        setting="llm.provider"
        label={t('settings.provider.label')}
        value={provider}
        choices={providers.map((value) => ({
          value,
          text: t(`settings.provider.${value}`),
          hint: t(`settings.provider.${value}Hint`),
        }))}
      />
      {provider !== 'none' && provider !== 'ollama' && <Groq settings={settings} />}
      {provider !== 'none' && provider !== 'groq' && <Ollama settings={settings} />}
      {provider !== 'none' && <Limits settings={settings} />}
    </SettingsSection>
  );
}

const noModels: readonly string[] = [];

/** What the provider listed at its last test. */
const useOffered = () => {
  const [offered, setOffered] = useState(noModels);
  return { offered, onTested: ({ models }: ModelTest) => setOffered(models) };
};

function Groq({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const { offered, onTested } = useOffered();
  return (
    <Group title="Groq">
      <KeyField />
      <TextField
        setting="llm.groq.model"
        label={t('settings.model.label')}
        hint={t(offered.length > 0 ? 'settings.model.offered' : 'settings.model.hint', { count: offered.length })}
        value={settings['llm.groq.model']}
        offered={offered}
      />
      <TextField
        setting="llm.groq.baseUrl"
        label={t('settings.address')}
        hint={t('settings.groqAddressHint')}
        value={settings['llm.groq.baseUrl']}
      />
      <TestButton provider="groq" onTested={onTested} />
    </Group>
  );
}

function Ollama({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const { offered, onTested } = useOffered();
  return (
    <Group title="Ollama">
      <OutsideLink to="ollamaDownload">{t('settings.ollamaGet')}</OutsideLink>
      <TextField
        setting="llm.ollama.host"
        label={t('settings.address')}
        hint={t('settings.ollamaAddressHint')}
        value={settings['llm.ollama.host']}
      />
      <TextField
        setting="llm.ollama.model"
        label={t('settings.model.label')}
        hint={t(offered.length > 0 ? 'settings.model.offered' : 'settings.model.hint', { count: offered.length })}
        value={settings['llm.ollama.model']}
        offered={offered}
      />
      <TestButton provider="ollama" onTested={onTested} />
    </Group>
  );
}

function Limits({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group title={t('settings.limits.title')}>
      <TextField
        narrow
        setting="llm.budget.usdPerMonth"
        label={t('settings.limits.usd')}
        hint={t('settings.limits.usdHint')}
        unit={t('settings.limits.dollars')}
        value={settings['llm.budget.usdPerMonth']}
      />
      <TextField
        narrow
        setting="llm.budget.tokensPerDay"
        label={t('settings.limits.tokens')}
        hint={t('settings.limits.tokensHint')}
        unit={t('settings.limits.tokensUnit')}
        value={settings['llm.budget.tokensPerDay']}
      />
      <TextField
        narrow
        setting="llm.timeoutSeconds"
        label={t('settings.limits.timeout')}
        hint={t('settings.limits.timeoutHint')}
        unit={t('settings.limits.seconds')}
        value={settings['llm.timeoutSeconds']}
      />
    </Group>
  );
}
