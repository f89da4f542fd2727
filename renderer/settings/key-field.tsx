import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { keyText } from '../../contract/keys.ts';
import type { KeyStatus } from '../../contract/keys.ts';
import { sayIn } from '../../contract/say-in.ts';
import { useClient } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Button } from '../parts/button.tsx';
import { OutsideLink } from '../parts/outside-link.tsx';
import { usePreferences } from '../stores/preferences.ts';
import { ConfirmButton } from '../parts/confirm-button.tsx';
import { Caution, Field, inputLook } from './field.tsx';
import { noOutcome } from './use-setting.ts';
import type { Outcome } from './use-setting.ts';
import { useKeyStatus } from './use-key-status.ts';

/** The key of Groq: goes in here and never comes out again. What is shown is where it is kept. */
export function KeyField(): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const { status, failure, replace } = useKeyStatus();
  const engineText = useEngineText();
  const [typed, setTyped] = useState('');
  const [outcome, setOutcome] = useState<Outcome>(noOutcome);
  const told: Outcome = outcome.kind === 'failed' ? { kind: 'failed', text: engineText(outcome.text) } : outcome;
  if (status === null) return failure === null ? null : <p className="text-needs">{failure}</p>;

  const carryOut = async (work: () => Promise<KeyStatus>) => {
    setOutcome({ kind: 'saving' });
    try {
      replace(await work());
      setTyped('');
      setOutcome({ kind: 'saved' });
    } catch (error) {
      setOutcome({ kind: 'failed', text: error instanceof Error ? error.message : String(error) });
    }
  };
  const keep = (where: 'session' | 'stored') => {
    const key = keyText.safeParse(typed.trim());
    if (!key.success) setOutcome({ kind: 'failed', text: t('settings.key.wrong') });
    else void carryOut(() => client.call('keys.set', { provider: 'groq', key: key.data, keep: where }));
  };
  const mayStore = status.canStore !== 'no';

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        keep(mayStore ? 'stored' : 'session');
      }}
    >
      <Field label={t('settings.key.label')} hint={<Standing status={status} />} outcome={told}>
        {({ id, describedBy, invalid }) => (
          <div className="flex flex-wrap items-center gap-2">
            <input
              id={id}
              type="password"
              value={typed}
              autoComplete="off"
              spellCheck={false}
              placeholder={t(status.kept === 'none' ? 'settings.key.enter' : 'settings.key.replace')}
              aria-describedby={describedBy}
              aria-invalid={invalid}
              className={`${inputLook} w-72`}
              onChange={(event) => {
                setTyped(event.target.value);
                setOutcome(noOutcome);
              }}
            />
            {mayStore && (
              <Button type="submit" busy={outcome.kind === 'saving'} disabled={typed === ''}>
                {t('settings.key.save')}
              </Button>
            )}
            <Button
              type={mayStore ? 'button' : 'submit'}
              busy={outcome.kind === 'saving'}
              disabled={typed === ''}
              onClick={mayStore ? () => keep('session') : undefined}
            >
              {t('settings.key.thisRun')}
            </Button>
            {status.kept !== 'none' && status.kept !== 'environment' && (
              <ConfirmButton
                label={t('settings.key.forget')}
                title={t('settings.key.forgetTitle')}
                text={t('settings.key.forgetText')}
                yes={t('settings.key.forgetYes')}
                no={t('settings.key.forgetNo')}
                onConfirm={() => void carryOut(() => client.call('keys.forget', { provider: 'groq' }))}
              />
            )}
          </div>
        )}
      </Field>
    </form>
  );
}

/** Where the key is, what saving one would mean here, and what went wrong with it. */
function Standing({ status }: { readonly status: KeyStatus }): ReactNode {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const { kept, canStore, keyring, problem, sentence } = status;
  return (
    <div className="flex flex-col gap-2">
      <p>{t(`settings.kept.${kept}`, { keyring: keyring ?? '' })}</p>
      {kept === 'none' && <OutsideLink to="groqKeys">{t('settings.key.get')}</OutsideLink>}
      {kept === 'unprotected' && <Caution>{t('settings.key.unprotected')}</Caution>}
      {kept !== 'unprotected' && canStore === 'unprotected' && (
        <Caution>{t('settings.key.wouldBeUnprotected')}</Caution>
      )}
      {canStore === 'keyring' && kept !== 'keyring' && (
        <p>{t('settings.key.wouldBeKept', { keyring: keyring ?? '' })}</p>
      )}
      {canStore === 'no' && <p>{t('settings.key.cannotStore')}</p>}
      {problem !== null && <Caution>{sayIn(language, sentence, problem)}</Caution>}
    </div>
  );
}
