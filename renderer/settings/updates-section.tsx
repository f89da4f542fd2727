import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UpdateState } from '../../contract/desktop.ts';
import { useFormat } from '../format/use-format.ts';
import { useClient } from '../client/client-context.ts';
import { Button } from '../parts/button.tsx';
import { useEngineStatus } from '../stores/engine-status.ts';
import { SettingsSection } from './section.tsx';
import { useAnswer } from './use-answer.ts';

/** Looks for a newer version when it is asked to, and says how it went. */
export function UpdatesSection(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const client = useClient();
  const version = useEngineStatus(({ status }) => status?.version ?? '');
  const { value: desktop } = useAnswer('desktop.status', {});
  const [update, setUpdate] = useState<UpdateState | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const carryOut = async (name: 'desktop.checkForUpdate' | 'desktop.installUpdate') => {
    setBusy(true);
    setFailure(null);
    try {
      setUpdate(await client.call(name, {}));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <SettingsSection title={t('settings.updates')} intro={t('settings.updatesIntro')}>
      <p>{t('settings.update.version', { version })}</p>
      {desktop !== null && !desktop.updates.supported && (
        <p className="max-w-prose">
          {t('settings.update.notHere')}
          {desktop.kind === 'desktop' && <span className="block text-muted">{desktop.updates.reason}</span>}
        </p>
      )}
      {desktop?.updates.supported === true && (
        <div className="flex items-center gap-3">
          <Button disabled={busy} onClick={() => void carryOut('desktop.checkForUpdate')}>
            {t('settings.update.check')}
          </Button>
          {update?.kind === 'ready' && (
            <Button look="main" disabled={busy} onClick={() => void carryOut('desktop.installUpdate')}>
              {t('settings.update.install')}
            </Button>
          )}
          <p role="status">
            {busy && <span className="text-muted">{t('settings.update.busy')}</span>}
            {!busy && failure !== null && <span className="text-needs">{failure}</span>}
            {!busy && failure === null && update !== null && (
              <>
                {t(`settings.update.${update.kind}`, {
                  version: update.version ?? '',
                  progress: number.percent(update.progress ?? 0),
                })}
                {update.text !== '' && <span className="block text-muted">{update.text}</span>}
              </>
            )}
          </p>
        </div>
      )}
    </SettingsSection>
  );
}
