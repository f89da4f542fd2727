import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Approvals } from '../decisions/approvals.tsx';
import { useApprovals } from '../stores/approvals.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { HeldNow } from './held-now.tsx';
import { PressurePanel } from './pressure-panel.tsx';

/** How the machine is, and what is being done about it. The sentence that answers both stands in the frame, above. */
export function NowView(): ReactNode {
  const { t } = useTranslation();
  return (
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 px-6 py-4 short:gap-2 short:py-2">
        <h2 className="sr-only">{t('now.title')}</h2>
        <PressurePanel />
        <div className="grid grid-cols-[repeat(auto-fit,minmax(24rem,1fr))] items-start gap-4">
          <HeldNow />
          <NeedsYourWord />
        </div>
      </div>
    </div>
  );
}

function NeedsYourWord(): ReactNode {
  const { t } = useTranslation();
  const mode = useEngineStatus(({ status }) => status?.mode ?? 'assist');
  const nothing = useApprovals(({ approvals }) => approvals.length === 0);
  return (
    <div>
      <Approvals />
      {nothing && (
        <section aria-labelledby="now-asked" className="rounded-lg border border-line bg-surface px-4 pb-4">
          <h3 id="now-asked" className="pt-3 pb-2 font-semibold">
            {t('approval.title')}
          </h3>
          <p>{t('now.askedNone')}</p>
          <p className="text-muted">{t(`now.askedWhen.${mode}`)}</p>
        </section>
      )}
    </div>
  );
}
