import { Dialog } from 'radix-ui';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelperOutcome, HelperStatus } from '../../contract/helper.ts';
import { useClient } from '../client/client-context.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { useSaid } from '../i18n/use-said.ts';
import { Button } from '../parts/button.tsx';
import { Icon } from '../parts/icons.tsx';
import { useAnswer } from '../parts/use-answer.ts';
import { HelperPlanText } from './helper-plan.tsx';

interface HelperDialogProps {
  /** What a person wants to do; null while the dialog is closed. */
  readonly what: 'install' | 'uninstall' | null;
  readonly onClose: () => void;
  readonly onCloseFocus: () => void;
  readonly onChanged: (status: HelperStatus) => void;
}

/** Shows what would be done to this machine before anybody is asked for a password, does it, and says how it went. */
export function HelperDialog({ what, onClose, onCloseFocus, onChanged }: HelperDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={what !== null} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-50 bg-[#0008]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[92vh] w-[44rem] max-w-[94vw] -translate-1/2 flex-col rounded-lg border border-line bg-surface shadow-xl outline-none"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onCloseFocus();
          }}
        >
          {what !== null && (
            <>
              <Dialog.Title className="px-6 pt-6 text-title font-semibold">
                {t(`settings.helperState.${what}Title`)}
              </Dialog.Title>
              <Steps what={what} onChanged={onChanged} />
            </>
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Progress =
  | { readonly kind: 'asked' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'over'; readonly outcome: HelperOutcome }
  | { readonly kind: 'broken'; readonly text: string };

interface StepsProps {
  readonly what: 'install' | 'uninstall';
  readonly onChanged: (status: HelperStatus) => void;
}

function Steps({ what, onChanged }: StepsProps): ReactNode {
  const { t } = useTranslation();
  const client = useClient();
  const engineText = useEngineText();
  const plan = useAnswer('helper.plan', { what });
  const [progress, setProgress] = useState<Progress>({ kind: 'asked' });
  /** There is nothing (more) to say yes to. */
  const closing = progress.kind === 'over' || plan.value?.possible === false;
  const over = progress.kind === 'over' && progress.outcome.kind === 'done';

  const carryOut = async () => {
    setProgress({ kind: 'waiting' });
    try {
      const outcome = await (what === 'install'
        ? client.call('helper.install', {})
        : client.call('helper.uninstall', {}));
      setProgress({ kind: 'over', outcome });
      onChanged(outcome.status);
    } catch (error) {
      setProgress({ kind: 'broken', text: engineText(error instanceof Error ? error.message : String(error)) });
    }
  };

  return (
    <>
      <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-6 py-4 -outline-offset-2">
        {plan.failure !== null && <p className="text-needs">{plan.failure}</p>}
        {plan.value === null && plan.failure === null && (
          <p className="text-muted">{t('settings.helperState.planning')}</p>
        )}
        {plan.value !== null && <HelperPlanText what={what} plan={plan.value} />}
      </div>
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-6 py-4">
        <p role="status" className="min-w-0 flex-1 break-words">
          {progress.kind === 'waiting' && <span className="text-muted">{t('settings.helperState.waiting')}</span>}
          {progress.kind === 'over' && <OutcomeText outcome={progress.outcome} />}
          {progress.kind === 'broken' && <span className="text-needs">{progress.text}</span>}
        </p>
        <span className="flex gap-2">
          <Dialog.Close asChild>
            <Button>{t(closing ? 'settings.helperState.close' : 'settings.helperState.no')}</Button>
          </Dialog.Close>
          {!over && plan.value?.possible === true && (
            <Button look="main" busy={progress.kind === 'waiting'} onClick={() => void carryOut()}>
              {t(`settings.helperState.yes.${what}`)}
            </Button>
          )}
        </span>
      </footer>
    </>
  );
}

function OutcomeText({ outcome }: { readonly outcome: HelperOutcome }): ReactNode {
  const say = useSaid();
  const { kind } = outcome;
  return (
    <span className={kind === 'done' || kind === 'dismissed' ? '' : 'text-caution'}>
      {kind === 'done' && <Icon name="check" className="mr-1 inline size-4" />}
      {say(outcome)}
    </span>
  );
}
