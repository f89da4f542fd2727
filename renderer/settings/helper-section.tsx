import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lever } from '../../contract/words.ts';
import { engineText } from '../i18n/engine-texts.ts';
import { usePreferences } from '../stores/preferences.ts';
import { Group, SettingsSection } from './section.tsx';
import { useAnswer } from './use-answer.ts';

/** What an unprivileged process may not do, or could not undo (main/act/lever-support.ts says why for each program). */
const needHelper: readonly Lever[] = ['nice', 'schedPolicy', 'ioPriority', 'affinity', 'oomScore', 'scxScheduler'];

/** The small program that may do as root what this one may not. */
export function HelperSection(): ReactNode {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { value, failure } = useAnswer('helper.status', {});
  return (
    <SettingsSection title={t('settings.helper')} intro={t('settings.helperIntro')}>
      {failure !== null && <p className="text-needs">{failure}</p>}
      {value !== null && (
        <>
          <p>
            <strong className="font-semibold">
              {t(value.installed ? 'settings.helperState.installed' : 'settings.helperState.missing')}
            </strong>
            {value.reason !== '' && <span className="block text-muted">{engineText(language, value.reason)}</span>}
          </p>
          <Group title={t(value.installed ? 'settings.helperState.adds' : 'settings.helperState.wouldAdd')}>
            <ul className="list-disc pl-5">
              {(value.levers.length > 0 ? value.levers : needHelper).map((lever) => (
                <li key={lever}>{t(`lever.${lever}`)}</li>
              ))}
            </ul>
            <p className="text-muted">{t('settings.helperState.others')}</p>
          </Group>
          {!value.installed && <p className="max-w-prose text-muted">{t('settings.helperState.without')}</p>}
        </>
      )}
    </SettingsSection>
  );
}
