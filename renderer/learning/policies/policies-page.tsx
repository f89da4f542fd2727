import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicySummary } from '../../../contract/policies.ts';
import { hrefOf } from '../../frame/route.ts';
import { Unread } from '../../parts/unread.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useNews } from '../use-news.ts';
import { PolicyRow } from './policy-row.tsx';
import { Proposals, ProposeButton } from './proposals.tsx';
import { useProposing } from './proposing.ts';
import { grouped } from './stages.ts';
import { StepOutcome } from './step-outcome.tsx';
import { useSteps } from './use-steps.ts';
import type { Steps } from './use-steps.ts';

/** Every policy: those on their way, those in force, those that were. */
export function PoliciesPage(): ReactNode {
  const { t } = useTranslation();
  const proposed = useProposing(({ state }) => (state.kind === 'answered' ? state.at : 0));
  const { value, failure, replace, again } = useAnswer('policies.list', {}, `${useNews()} ${proposed}`);
  const steps = useSteps(({ policy }) => {
    if (value === null) return;
    replace({ policies: value.policies.map((known) => (known.id === policy.id ? policy : known)) });
  });
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <p className="max-w-prose min-w-60 flex-1 text-muted">{t('learning.policies.intro')}</p>
        <div className="ml-auto flex gap-2">
          <ProposeButton />
          <a
            className="inline-flex h-8 items-center rounded-md border border-line bg-surface px-3 whitespace-nowrap hover:bg-hover"
            href={hrefOf({ view: 'learning', place: { part: 'write', id: null } })}
          >
            {t('learning.policies.write')}
          </a>
        </div>
      </div>
      <Proposals />
      <StepOutcome steps={steps} />
      {value === null ? (
        <Unread loading={t('learning.policies.loading')} failure={failure} onAgain={again} />
      ) : (
        <Groups policies={value.policies} steps={steps} />
      )}
    </>
  );
}

function Groups({
  policies,
  steps,
}: {
  readonly policies: readonly PolicySummary[];
  readonly steps: Steps;
}): ReactNode {
  const { onTheWay, inForce, retired } = grouped(policies);
  return (
    <>
      <Group name="onTheWay" policies={onTheWay} steps={steps} />
      <Group name="inForce" policies={inForce} steps={steps} />
      {retired.length > 0 && <Group name="retired" policies={retired} steps={steps} />}
    </>
  );
}

interface GroupProps {
  readonly name: 'onTheWay' | 'inForce' | 'retired';
  readonly policies: readonly PolicySummary[];
  readonly steps: Steps;
}

function Group({ name, policies, steps }: GroupProps): ReactNode {
  const { t } = useTranslation();
  const title = `policies-${name}`;
  return (
    <section aria-labelledby={title}>
      <h3 id={title} className="mb-2 font-semibold">
        {t(`learning.policies.${name}`)}{' '}
        {policies.length > 0 && <span className="font-normal text-muted">{policies.length}</span>}
      </h3>
      {policies.length === 0 ? (
        <p className="text-muted">
          {t(name === 'inForce' ? 'learning.policies.inForceNone' : 'learning.policies.onTheWayNone')}
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {policies.map((policy) => (
            <PolicyRow key={policy.id} policy={policy} steps={steps} />
          ))}
        </ul>
      )}
    </section>
  );
}
