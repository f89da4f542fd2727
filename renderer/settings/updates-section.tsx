import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { UpdateState } from '../../contract/desktop.ts';
import { useFormat } from '../format/use-format.ts';
import { useClient } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Button } from '../parts/button.tsx';
import { useEngineStatus } from '../stores/engine-status.ts';
import { SettingsSection } from './section.tsx';
import { useAnswer } from '../parts/use-answer.ts';

/** What was last heard of an update: leaving the page and coming back asks nobody. */
const useUpdate = create<{ readonly update: UpdateState | null }>(() => ({ update: null }));
const receiveUpdate = (update: UpdateState) => useUpdate.setState({ update });

/** Looks for a newer version when it is asked to, and says how it went. */
export function UpdatesSection(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const client = useClient();
  const textOf = useEngineText();
  const version = useEngineStatus(({ status }) => status?.version ?? '');
  const { value: desktop } = useAnswer('desktop.status', {});
  const update = useUpdate((store) => store.update);
  const fetching = update?.kind === 'downloading';
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  const carryOut = async (name: 'desktop.checkForUpdate' | 'desktop.installUpdate') => {
    setBusy(true);
    setFailure(null);
    try {
      receiveUpdate(await client.call(name, {}));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  useEffect(() => {
    if (!fetching) return undefined;
    let asking = false;
    const ask = () => {
      if (asking || document.visibilityState !== 'visible') return;
      asking = true;
      // what goes wrong with asking is told by the banner of the connection; the next second asks again
      void client
        .call('desktop.checkForUpdate', {})
        .then(receiveUpdate, () => undefined)
        .finally(() => {
          asking = false;
        });
    };
    const timer = setInterval(ask, 1000);
    return () => clearInterval(timer);
  }, [client, fetching]);

  return (
    <SettingsSection title={t('settings.updates')} intro={t('settings.updatesIntro')}>
      <p>{t('settings.update.version', { version })}</p>
      {desktop !== null && !desktop.updates.supported && (
        <p className="max-w-prose">
          {t('settings.update.notHere')}
          {desktop.kind === 'desktop' && <span className="block text-muted">{textOf(desktop.updates.reason)}</span>}
        </p>
      )}
      {desktop?.updates.supported === true && (
        <div className="flex items-center gap-3">
          <Button disabled={busy || fetching} onClick={() => void carryOut('desktop.checkForUpdate')}>
            {t('settings.update.check')}
          </Button>
          {(update?.kind === 'available' || update?.kind === 'ready') && (
            <Button look="main" busy={busy} onClick={() => void carryOut('desktop.installUpdate')}>
              {t(update.kind === 'available' ? 'settings.update.fetch' : 'settings.update.install')}
            </Button>
          )}
          <p role="status" aria-live={fetching ? 'off' : 'polite'}>
            {busy && <span className="text-muted">{t('settings.update.busy')}</span>}
            {!busy && failure !== null && <span className="text-needs">{textOf(failure)}</span>}
            {!busy && failure === null && update !== null && (
              <>
                {t(`settings.update.${update.kind}`, {
                  version: update.version ?? '',
                  progress: number.percent(update.progress ?? 0),
                })}
                {update.text !== '' && <span className="block text-muted">{textOf(update.text)}</span>}
              </>
            )}
          </p>
        </div>
      )}
    </SettingsSection>
  );
}
