import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../contract/engine.ts';
import { hrefOf } from '../frame/route.ts';
import { privacySample } from './privacy-sample.ts';
import { Group, SettingsSection } from './section.tsx';
import { SwitchField } from './switch-field.tsx';
import { useAnswer } from '../parts/use-answer.ts';

/** What leaves this machine, to whom, and how to read every byte of it. */
export function PrivacySection({ settings }: { readonly settings: Settings }): ReactNode {
  const { t } = useTranslation();
  const masked = settings['privacy.redact'];
  const { program } = privacySample;
  return (
    <SettingsSection title={t('settings.privacy')} intro={t('settings.privacyIntro')}>
      <p className="max-w-prose">{t(`settings.leaves.${settings['llm.provider']}`)}</p>
      <SwitchField
        setting="privacy.redact"
        label={t('settings.redact.label')}
        hint={t(masked ? 'settings.redact.on' : 'settings.redact.off')}
        value={masked}
      />
      <SwitchField
        setting="learning.record"
        label={t('settings.record.label')}
        hint={t(settings['learning.record'] ? 'settings.record.on' : 'settings.record.off')}
        value={settings['learning.record']}
      />
      <Group title={t('settings.sample.title')}>
        <p className="text-muted">{t('settings.sample.hint')}</p>
        <Bytes name={t('settings.sample.here')} text={`${program.exe} ${program.arguments}\n${program.unit}`} />
        <Bytes name={t('settings.sample.sent')} text={masked ? privacySample.masked : privacySample.plain} />
      </Group>
      <LastExchange />
    </SettingsSection>
  );
}

const Bytes = ({ name, text }: { readonly name: string; readonly text: string }): ReactNode => (
  <figure className="flex flex-col gap-1">
    <figcaption className="text-label text-muted">{name}</figcaption>
    <pre className="rounded-md bg-sunken p-3 font-mono text-label break-words whitespace-pre-wrap">{text}</pre>
  </figure>
);

/** The way to the exact bytes of the last decision that rests on a model's answer. */
function LastExchange(): ReactNode {
  const { t } = useTranslation();
  const { value } = useAnswer('decisions.list', { limit: 500 });
  if (value === null) return null;
  const last = value.decisions.find(({ exchangeId }) => exchangeId !== null);
  return (
    <p>
      {last === undefined ? (
        <span className="text-muted">{t('settings.sample.nothingSent')}</span>
      ) : (
        <a className="underline underline-offset-2" href={hrefOf({ view: 'decisions', id: last.id })}>
          {t('settings.sample.exact', { app: last.app.name })}
        </a>
      )}
    </p>
  );
}
