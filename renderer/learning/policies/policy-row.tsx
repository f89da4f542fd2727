import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicySummary } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { hrefOf } from '../../frame/route.ts';
import { Chip } from '../../parts/chip.tsx';
import { BeforeNext, NextStep } from './next-step.tsx';
import { Stepper } from './stepper.tsx';
import { usePolicyWords } from './use-policy-words.ts';
import { useTreatment } from './use-treatment.ts';
import type { Steps } from './use-steps.ts';

/** One policy in short: what it says, where it comes from, how far it is, what came of it. */
export function PolicyRow({ policy, steps }: { readonly policy: PolicySummary; readonly steps: Steps }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const treatmentOf = useTreatment();
  const { nameOf } = usePolicyWords();
  const { id, action, provenance, state, results, rules } = policy;
  const { matched, treated, up, down } = results;
  return (
    <li className="flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-2.5">
      <div className="min-w-72 flex-1">
        <a
          href={hrefOf({ view: 'learning', place: { part: 'policy', id } })}
          className="font-medium break-words hover:underline"
        >
          {nameOf(policy)}
        </a>
        <p className="mt-0.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-label text-muted">
          <Chip look={action === 'none' ? 'plain' : state === 'active' ? 'done' : 'would'}>{treatmentOf(policy)}</Chip>
          <span>{t(`provenance.${provenance}`)}</span>
          {rules > 1 && <span>{t('learning.policy.rules', { count: rules, rules: number.integer(rules) })}</span>}
          {matched > 0 && (
            <span>
              {t('learning.policy.short', { matched: number.integer(matched), treated: number.integer(treated) })}
            </span>
          )}
          {up + down > 0 && <span>{t('learning.policy.thumbs', { up, down })}</span>}
        </p>
        <div className="text-label">
          <BeforeNext policy={policy} />
        </div>
      </div>
      <div className="flex items-center gap-4">
        {state !== 'active' && state !== 'retired' && <NextStep policy={policy} steps={steps} />}
        <Stepper state={state} />
      </div>
    </li>
  );
}
