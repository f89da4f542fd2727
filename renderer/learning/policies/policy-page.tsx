import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyDetail, PolicySummary } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { hrefOf } from '../../frame/route.ts';
import { useSaid } from '../../i18n/use-said.ts';
import { Button } from '../../parts/button.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { Panel } from '../panel.tsx';
import { useNews } from '../use-news.ts';
import { ChecksPanel } from './checks-panel.tsx';
import { BeforeNext, NextStep } from './next-step.tsx';
import { ResultsPanel } from './results-panel.tsx';
import { StepOutcome } from './step-outcome.tsx';
import { Stepper } from './stepper.tsx';
import { useSteps } from './use-steps.ts';
import type { Steps } from './use-steps.ts';
import { usePolicyWords } from './use-policy-words.ts';
import { useTreatment } from './use-treatment.ts';
import { VersionsPanel } from './versions-panel.tsx';

/** One policy: what it says, how far it is and how it got there, what was found when it was checked. */
export function PolicyPage({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const { value, failure, replace, again } = useAnswer('policies.get', { id }, useNews());
  const steps = useSteps(replace);
  return (
    <>
      <a
        className="inline-flex w-fit items-center gap-1 text-muted hover:text-ink"
        href={hrefOf({ view: 'learning', place: { part: 'policies' } })}
      >
        <Icon name="chevronRight" className="size-3 rotate-180" />
        {t('learning.policy.all')}
      </a>
      {value === null ? (
        <Unread loading={t('learning.policies.loading')} failure={failure} onAgain={again} />
      ) : (
        <Policy detail={value} steps={steps} />
      )}
    </>
  );
}

function Policy({ detail, steps }: { readonly detail: PolicyDetail; readonly steps: Steps }): ReactNode {
  const { t } = useTranslation();
  const { policy, versions, history, verification } = detail;
  return (
    <>
      <Head policy={policy} steps={steps} />
      <div className="grid items-start gap-4 roomy:grid-cols-2">
        <Content policy={policy} />
        <ResultsPanel policy={policy} />
      </div>
      <ChecksPanel verification={verification} provenance={policy.provenance} />
      <VersionsPanel policy={policy} versions={versions} steps={steps} />
      <Panel id="history-title" title={t('learning.policy.history')}>
        <History history={history} />
      </Panel>
    </>
  );
}

function Head({ policy, steps }: { readonly policy: PolicySummary; readonly steps: Steps }): ReactNode {
  const { t } = useTranslation();
  const { nameOf } = usePolicyWords();
  const { state, previous, provenance, version, rules } = policy;
  const { number } = useFormat();
  const hint = state === 'retired' ? 'retiredHint' : state;
  return (
    <header className="flex flex-col gap-3">
      <div>
        <h3 className="text-title font-semibold break-words">{nameOf(policy)}</h3>
        <p className="text-muted">
          {t(`provenance.${provenance}`)} · {t('learning.policy.version', { version })}
          {rules > 1 && ` · ${t('learning.policy.rules', { count: rules, rules: number.integer(rules) })}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <Stepper named state={state} />
        <div role="group" aria-label={t('learning.step.group')} className="flex flex-wrap gap-2">
          <NextStep policy={policy} steps={steps} look="main" />
          {previous !== null && (
            <Button busy={steps.busy} onClick={() => void steps.act('stepBack', policy)}>
              {t('learning.step.back', { state: t(`policyState.${previous}`) })}
            </Button>
          )}
          {state !== 'retired' && (
            <Button busy={steps.busy} onClick={() => void steps.act('retire', policy)}>
              {t('learning.step.retire')}
            </Button>
          )}
        </div>
      </div>
      <p className="text-muted">{t(`learning.stage.${hint}`)}</p>
      <BeforeNext policy={policy} />
      <StepOutcome here steps={steps} />
    </header>
  );
}

function Content({ policy }: { readonly policy: PolicySummary }): ReactNode {
  const { t } = useTranslation();
  const treatmentOf = useTreatment();
  const { conditionOf } = usePolicyWords();
  const { id, provenance } = policy;
  const written = provenance !== 'built-in' && provenance !== 'imported';
  return (
    <Panel
      id="content-title"
      title={t('learning.policy.condition')}
      aside={
        written && (
          <a className="underline underline-offset-2" href={hrefOf({ view: 'learning', place: { part: 'write', id } })}>
            {t('learning.policy.change')}
          </a>
        )
      }
    >
      <Condition text={conditionOf(policy)} code={provenance !== 'imported'} />
      <div>
        <h4 className="mb-1 font-semibold">{t('learning.policy.what')}</h4>
        <p>{treatmentOf(policy)}</p>
      </div>
    </Panel>
  );
}

/** A condition as it was written. That of an imported set is a sentence. */
export const Condition = ({ text, code = true }: { readonly text: string; readonly code?: boolean }): ReactNode =>
  code ? (
    <pre className="rounded-md bg-sunken p-3 font-mono text-label break-words whitespace-pre-wrap">{text}</pre>
  ) : (
    <p className="break-words">{text}</p>
  );

function History({ history }: Pick<PolicyDetail, 'history'>): ReactNode {
  const { t } = useTranslation();
  const { time } = useFormat();
  const say = useSaid();
  if (history.length === 0) return <p className="text-muted">{t('learning.policy.historyNone')}</p>;
  return (
    <ol className="flex flex-col gap-2 border-l-2 border-line pl-3">
      {history.map((entry) => (
        <li key={`${entry.at} ${entry.to}`}>
          <p className="text-label text-muted">
            <time dateTime={new Date(entry.at).toISOString()}>{time.full(entry.at)}</time>
            {' · '}
            {t(`policyState.${entry.to}`)}
          </p>
          <p className="break-words">{say(entry)}</p>
        </li>
      ))}
    </ol>
  );
}
