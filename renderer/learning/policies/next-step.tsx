import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyState, PolicySummary } from '../../../contract/policies.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Button } from '../../parts/button.tsx';
import { usePolicyWords } from './use-policy-words.ts';
import type { Steps } from './use-steps.ts';

/** The step that leads to a stage; the first one is never led to from below. */
const leadsTo = (state: PolicyState | null): state is 'verified' | 'shadow' | 'canary' | 'active' =>
  state !== null && state !== 'draft' && state !== 'retired';

interface NextStepProps {
  readonly policy: PolicySummary;
  readonly steps: Steps;
  readonly look?: 'plain' | 'main';
}

/** The step forward. What stands in its way is looked at again when it is taken. */
export function NextStep({ policy, steps, look = 'plain' }: NextStepProps): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = usePolicyWords();
  const { next } = policy;
  if (!leadsTo(next)) return null;
  const name = t(`learning.step.${next}`);
  return (
    <Button
      look={look}
      busy={steps.busy}
      aria-label={t('learning.step.label', { step: name, policy: nameOf(policy) })}
      onClick={() => void steps.act('advance', policy)}
    >
      {name}
    </Button>
  );
}

/** What stands between a policy and its next step: a check that failed, or that only a person may take it. */
export function BeforeNext({ policy }: { readonly policy: PolicySummary }): ReactNode {
  const { t } = useTranslation();
  const say = useSaid();
  const { blocked } = policy;
  if (blocked === null) return null;
  return (
    <p className={`break-words ${blocked.key.startsWith('policy-check.') ? 'text-caution' : 'text-muted'}`}>
      {say({ sentence: blocked, text: t('learning.step.blocked') })}
    </p>
  );
}
