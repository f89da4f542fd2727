/** Records -> what a person is shown of policies. Pure. */
import type { PolicyDetail, PolicyResults, PolicySummary } from '../../contract/policies.ts';
import { enoughOccasions } from './agents/learn.ts';
import { nextOf, previousOf } from './life.ts';
import type { Policy } from './policy.ts';
import type { PolicyRecord, PolicyVersion } from './record.ts';
import { saidOf } from './said.ts';
import type { Tally } from './trials.ts';

export interface Figures {
  readonly hits: number;
  readonly rules: number;
  readonly results: PolicyResults;
  /** Its own decisions since its last step. */
  readonly sinceStep: Pick<Tally, 'decisions' | 'bad'>;
}

export function summaryOf(record: PolicyRecord, version: PolicyVersion, figures: Figures): PolicySummary {
  const { id, life, changedAt } = record;
  const { hits, rules, results } = figures;
  return {
    id,
    description: version.description,
    condition: version.ruleSet === null ? version.condition : `${rules} rules, asked where ${version.condition}`,
    action: version.action,
    treatment: version.treatment,
    provenance: version.by,
    version: version.version,
    state: life.state,
    hits,
    rules,
    results,
    next: nextOf(life),
    previous: previousOf(life),
    blocked: blockedBy(record, version, figures),
    changedAt,
  };
}

/** What stands between a policy and its next step: a check that failed, or what only a click can do. */
function blockedBy(
  { life: { state }, verification, shadow: { would } }: PolicyRecord,
  { by }: PolicyVersion,
  { sinceStep }: Figures,
): PolicySummary['blocked'] {
  const failure = state === 'retired' ? undefined : verification?.checks.find(({ passed }) => !passed);
  if (failure) return failure.sentence;
  switch (state) {
    case 'draft':
      return saidOf('policy-next.unchecked').sentence;
    case 'shadow':
      return by === 'learned'
        ? saidOf('policy-next.learned-shadow', { need: enoughOccasions, would }).sentence
        : saidOf('policy-next.shadow', { would }).sentence;
    case 'canary':
      return saidOf('policy-next.canary', { bad: sinceStep.bad, of: sinceStep.decisions }).sentence;
    case 'verified':
    case 'active':
    case 'retired':
      return null;
  }
}

export function detailOf(record: PolicyRecord, policy: PolicySummary): PolicyDetail {
  return {
    policy,
    versions: record.versions.toReversed().map(({ version, at, by, description, condition, action, treatment }) => {
      return { version, at, by, description, condition, action, treatment };
    }),
    history: historyOf(record),
    verification: record.verification,
  };
}

/** A policy that ships: always active, or retired by the person. `record` is null as long as nobody touched it. */
export function shippedSummary(
  policy: Policy,
  record: PolicyRecord | null,
  figures: Pick<Figures, 'hits' | 'results'>,
): PolicySummary {
  const { id, description, when, action, treatment, version } = policy;
  const state = record?.life.state === 'retired' ? 'retired' : 'active';
  return {
    id,
    description,
    condition: when,
    action,
    treatment,
    provenance: 'built-in',
    version,
    state,
    ...figures,
    rules: 1,
    next: null,
    previous: state === 'retired' ? 'active' : null,
    blocked: null,
    changedAt: record?.changedAt ?? null,
  };
}

export function shippedDetail(policy: Policy, record: PolicyRecord | null, summary: PolicySummary): PolicyDetail {
  const { description, when, action, treatment, version } = policy;
  return {
    policy: summary,
    versions: [{ version, at: 0, by: 'built-in', description, condition: when, action, treatment }],
    history: record ? historyOf(record) : [],
    verification: null,
  };
}

const historyOf = ({ steps }: PolicyRecord): PolicyDetail['history'] =>
  steps.toReversed().map(({ at, from, to, sentence, text }) => ({ at, from, to, sentence, text }));
