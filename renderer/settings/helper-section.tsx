import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelperStatus } from '../../contract/helper.ts';
import type { Lever } from '../../contract/words.ts';
import { useSaid } from '../i18n/use-said.ts';
import { Button } from '../parts/button.tsx';
import { Unread } from '../parts/unread.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { HelperDialog } from './helper-dialog.tsx';
import { Group, SettingsSection } from './section.tsx';

/** What an unprivileged process may not do, or could not undo (main/act/lever-support.ts says why for each program). */
const needHelper: readonly Lever[] = ['nice', 'schedPolicy', 'ioPriority', 'affinity', 'oomScore', 'scxScheduler'];
const permissions = ['adjustOwn', 'adjustOther', 'freeze', 'end', 'units'] as const;

/** The small program that may do as root what this one may not: is it there, what may it do, how does it come and go. */
export function HelperSection(): ReactNode {
  const { t } = useTranslation();
  const standing = useEngineStatus(({ status }) => status && `${status.helper.installed} ${status.helper.reason}`);
  const { value, failure, replace, again } = useAnswer('helper.status', {}, standing);
  return (
    <SettingsSection title={t('settings.helper')} intro={t('settings.helperIntro')}>
      {value === null ? (
        <Unread loading={t('settings.helperState.planning')} failure={failure} onAgain={again} />
      ) : (
        <Helper status={value} onChange={replace} />
      )}
    </SettingsSection>
  );
}

interface HelperProps {
  readonly status: HelperStatus;
  readonly onChange: (status: HelperStatus) => void;
}

function Helper({ status, onChange }: HelperProps): ReactNode {
  const { t } = useTranslation();
  const say = useSaid();
  const buttons = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<'install' | 'uninstall' | null>(null);
  const { installed, state, version, sentence, reason, levers, packagedBy } = status;
  const ready = state === 'ready';
  return (
    <>
      <div>
        <p>
          <strong className="font-semibold">{t(`settings.helperState.state.${state}`)}</strong>{' '}
          {version !== null && <span className="text-muted">{t('settings.helperState.version', { version })}</span>}
        </p>
        {!ready && state !== 'absent' && reason !== '' && (
          <p className="text-muted">{say({ sentence, text: reason })}</p>
        )}
      </div>
      {packagedBy !== null ? (
        <p className="max-w-prose">{t('settings.helperState.packaged', { by: packagedBy })}</p>
      ) : (
        <div ref={buttons} className="flex gap-2">
          {!ready && (
            <Button look="main" onClick={() => setWanted('install')}>
              {t('settings.helperState.install')}
            </Button>
          )}
          {installed && <Button onClick={() => setWanted('uninstall')}>{t('settings.helperState.uninstall')}</Button>}
          <HelperDialog
            what={wanted}
            onClose={() => setWanted(null)}
            // the button that opened it may be gone by now; the one in its place is as good
            onCloseFocus={() => buttons.current?.querySelector('button')?.focus()}
            onChanged={onChange}
          />
        </div>
      )}
      <Group title={t(ready ? 'settings.helperState.adds' : 'settings.helperState.wouldAdd')}>
        <ul className="list-disc pl-5">
          {(levers.length > 0 ? levers : needHelper).map((lever) => (
            <li key={lever}>{t(`lever.${lever}`)}</li>
          ))}
        </ul>
        <p className="text-muted">{t('settings.helperState.others')}</p>
      </Group>
      {ready && (
        <Group title={t('settings.helperState.may')}>
          <dl className="grid grid-cols-[max-content_1fr] gap-x-8 gap-y-1">
            {permissions.map((name) => (
              <div key={name} className="contents">
                <dt>{t(`settings.helperState.permission.${name}`)}</dt>
                <dd className="text-muted">{t(`settings.helperState.answer.${status.permissions[name]}`)}</dd>
              </div>
            ))}
          </dl>
        </Group>
      )}
      {!ready && <p className="max-w-prose text-muted">{t('settings.helperState.without')}</p>}
    </>
  );
}
