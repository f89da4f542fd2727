import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hrefOf } from '../../frame/route.ts';
import { Button } from '../../parts/button.tsx';
import { useFocusIfLost } from '../../parts/use-focus-if-lost.ts';
import { usePolicyWords } from './use-policy-words.ts';
import type { Steps } from './use-steps.ts';

interface StepOutcomeProps {
  readonly steps: Steps;
  /** Whether what was found is on this page. */
  readonly here?: boolean;
}

/** What the last step came to, and the way back. */
export function StepOutcome({ steps, here = false }: StepOutcomeProps): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = usePolicyWords();
  const { last, busy, act } = steps;
  const undo = last?.undo ?? null;
  const status = useFocusIfLost<HTMLParagraphElement>(last);
  return (
    <p ref={status} tabIndex={-1} role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 empty:sr-only">
      {last !== null && (
        <>
          <span className={`min-w-0 break-words ${last.stayed ? 'text-caution' : ''}`}>
            {last.stayed
              ? t('learning.policies.notPassed', { policy: nameOf(last.detail.policy) })
              : t('learning.policies.moved', {
                  policy: nameOf(last.detail.policy),
                  state: t(`policyState.${last.detail.policy.state}`),
                })}
          </span>
          {last.stayed && !here && (
            <a
              className="underline underline-offset-2"
              href={hrefOf({ view: 'learning', place: { part: 'policy', id: last.detail.policy.id } })}
            >
              {t('learning.policies.see')}
            </a>
          )}
          {undo !== null && (
            <Button busy={busy} onClick={() => void act(undo, last.detail.policy)}>
              {t('learning.policies.undo')}
            </Button>
          )}
        </>
      )}
    </p>
  );
}
