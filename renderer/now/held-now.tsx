import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { Button } from '../parts/button.tsx';
import { useCall } from '../parts/use-call.ts';
import { receiveDecisions } from '../stores/decisions.ts';
import { useEngineStatus } from '../stores/engine-status.ts';
import { HeldApp } from './held-app.tsx';
import { useCpuNow } from './use-cpu-now.ts';
import { useHeld } from './use-held.ts';

/** What BrainKernel changed and still holds, each with the way back. */
export function HeldNow(): ReactNode {
  const { t } = useTranslation();
  const { busy, call } = useCall();
  const held = useHeld();
  const cpuNow = useCpuNow(held.length > 0);
  const mode = useEngineStatus(({ status }) => status?.mode);
  const [given, setGiven] = useState<readonly string[]>([]);
  const title = useRef<HTMLHeadingElement>(null);

  /** One after the other, so that what fails is said and the rest still goes back. */
  const giveBack = async (decisions: readonly Decision[]) => {
    const pressed = document.activeElement;
    const names: string[] = [];
    for (const { id, app } of decisions) {
      const changed = await call('decisions.undo', { id });
      if (changed === null) continue;
      receiveDecisions({ changed: [changed] });
      names.push(app.name);
    }
    setGiven(names);
    // the button goes with its row; a focus that has moved on since is left where it is
    const focused = document.activeElement;
    if (names.length > 0 && (focused === pressed || focused === document.body)) title.current?.focus();
  };

  return (
    <section aria-labelledby="now-held" className="rounded-lg border border-line bg-surface">
      <div className="flex items-center gap-4 px-4 pt-3 pb-2">
        <h3 id="now-held" ref={title} tabIndex={-1} className="flex-1 font-semibold">
          {t('now.held')}
        </h3>
        {held.length > 1 && (
          <Button className="-my-2" busy={busy} title={t('now.everythingHint')} onClick={() => void giveBack(held)}>
            {t('now.everything')}
          </Button>
        )}
      </div>
      <p role="status" className="px-4 text-muted empty:hidden">
        {given.length > 0 && t('now.given', { apps: given.join(t('now.and')) })}
      </p>
      {held.length === 0 ? (
        <div className="px-4 pb-4">
          <p>{t('now.heldNone')}</p>
          <p className="text-muted">{t(mode === 'observe' ? 'now.heldObserving' : 'now.heldWhen')}</p>
        </div>
      ) : (
        <ul className="divide-y divide-line">
          {held.map((decision) => (
            <HeldApp
              key={decision.id}
              decision={decision}
              cpuNow={cpuNow.get(decision.app.id) ?? null}
              busy={busy}
              onUndo={() => void giveBack([decision])}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
