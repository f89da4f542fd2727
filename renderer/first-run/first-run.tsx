import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveSettings, useSettings } from '../stores/settings.ts';
import { Connect } from './connect.tsx';
import { LanguageSwitch } from './language-switch.tsx';

const steps = ['never', 'observe', 'connect'] as const;
type Step = (typeof steps)[number];

/** Three steps before the first use; nothing once they were taken or skipped. */
export function FirstRun(): ReactNode {
  const wanted = useSettings(({ settings }) => settings?.['firstRun.done'] === false);
  return wanted ? <Steps /> : null;
}

function Steps(): ReactNode {
  const { t } = useTranslation();
  const { call } = useCall();
  const [step, setStep] = useState<Step>('never');
  /** A person who is through is not kept here by a disk that does not take it. */
  const [through, setThrough] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const index = steps.indexOf(step);
  const before = steps[index - 1];
  const next = steps[index + 1];

  useEffect(() => title.current?.focus(), [step]);

  const finish = () => {
    setThrough(true);
    void call('settings.set', { 'firstRun.done': true }).then((saved) => saved && receiveSettings(saved));
  };

  return (
    <Dialog.Root open={!through} onOpenChange={(open) => !open && finish()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[#0008]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-1/2 left-1/2 z-40 flex max-h-[92vh] w-[40rem] max-w-[94vw] -translate-1/2 flex-col rounded-lg border border-line bg-surface shadow-xl outline-none"
          onInteractOutside={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById('content')?.focus();
          }}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            title.current?.focus();
          }}
        >
          <header className="flex items-start gap-4 px-6 pt-6">
            <div className="flex-1">
              <p className="text-label text-muted">{t('firstRun.step', { step: index + 1, steps: steps.length })}</p>
              <Dialog.Title ref={title} tabIndex={-1} className="text-title font-semibold outline-none">
                {t(`firstRun.${step}.title`)}
              </Dialog.Title>
            </div>
            {step === 'never' && <LanguageSwitch />}
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-6 py-4">
            <Content step={step} />
          </div>
          <footer className="flex items-center gap-2 border-t border-line px-6 py-4">
            {next !== undefined && (
              <Button look="quiet" onClick={finish}>
                {t('firstRun.skip')}
              </Button>
            )}
            <span className="flex-1" />
            {before !== undefined && <Button onClick={() => setStep(before)}>{t('firstRun.back')}</Button>}
            {next === undefined ? (
              <Button look="main" onClick={finish}>
                {t('firstRun.done')}
              </Button>
            ) : (
              <Button look="main" onClick={() => setStep(next)}>
                {t('firstRun.next')}
              </Button>
            )}
          </footer>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Content({ step }: { readonly step: Step }): ReactNode {
  switch (step) {
    case 'never':
      return <Never />;
    case 'observe':
      return <Observe />;
    case 'connect':
      return <Connect />;
  }
}

function Never(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('firstRun.never.text')}</p>
      <ul className="mt-3 flex list-disc flex-col gap-2 pl-5">
        {(['ends', 'protected', 'keeps', 'byHand', 'sends', 'rights'] as const).map((promise) => (
          <li key={promise}>{t(`firstRun.never.${promise}`)}</li>
        ))}
      </ul>
    </>
  );
}

function Observe(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('firstRun.observe.text')}</p>
      <dl className="mt-4 grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2">
        {(['observe', 'assist', 'autopilot'] as const).map((mode) => (
          <div key={mode} className="contents">
            <dt className="font-medium">{t(`mode.${mode}`)}</dt>
            <dd className="text-muted">{t(`mode.${mode}Hint`)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4">{t('firstRun.observe.later')}</p>
    </>
  );
}
