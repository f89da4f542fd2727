import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyField } from '../settings/key-field.tsx';
import { OutsideLink } from '../parts/outside-link.tsx';
import { Group } from '../settings/section.tsx';
import { TestButton } from '../settings/test-button.tsx';
import { useAnswer } from '../parts/use-answer.ts';

/** What may be connected, now or later; nothing of it is needed. */
export function Connect(): ReactNode {
  const { t } = useTranslation();
  const { value: helper } = useAnswer('helper.status', {});
  return (
    <div className="flex flex-col gap-3">
      <p>{t('firstRun.connect.text')}</p>
      <Group title="Ollama" level={3}>
        <p className="text-muted">
          {t('firstRun.connect.ollama')} <OutsideLink to="ollamaDownload">{t('settings.ollamaGet')}</OutsideLink>
        </p>
        <TestButton provider="ollama" />
      </Group>
      <Group title="Groq" level={3}>
        <p className="text-muted">{t('firstRun.connect.groq')}</p>
        <KeyField />
        <TestButton provider="groq" />
      </Group>
      {helper !== null && (
        <p className="text-muted">{t(helper.installed ? 'firstRun.connect.helper' : 'firstRun.connect.noHelper')}</p>
      )}
    </div>
  );
}
