/** Samples and a learner over a real store, for tests. */
import { onTestFinished } from 'vitest';
import type { Decision } from '../../contract/decision.ts';
import { aCase, anApp } from '../decide/case.fixture.ts';
import type { Case, Proposal } from '../decide/case.ts';
import { decide } from '../decide/decide.ts';
import { policyTier } from '../decide/tiers/policies.ts';
import { builtInPolicies } from '../policy/built-in.ts';
import { createPolicyRepository } from '../policy/repository.ts';
import { composeDecision } from '../record/compose.ts';
import { openStore } from '../store/open-store.ts';
import { plainFeatures } from './features.ts';
import { createLearner } from './learner.ts';
import type { Learner } from './learner.ts';
import { createPersonRules } from './person-rules.ts';
import type { PersonRules } from './person-rules.ts';
import { priorFrom } from './prior.ts';
import type { Sample } from './sample.ts';
import type { App } from '../workload/app.ts';

const repository = createPolicyRepository(builtInPolicies);
if (!repository.ok) throw new Error(repository.error);
export const shippedPolicies = policyTier(repository.value);
export const shippedPrior = priorFrom(shippedPolicies);

export const noon = Date.UTC(2026, 4, 4, 12);
/** Tests live in UTC. */
export const utcHour = (at: number): number => (at / 3_600_000) % 24;

export const aSample = (sequence: number, change: Partial<Sample> = {}): Sample => ({
  sequence,
  decisionId: `d${sequence}`,
  kind: 'thumb',
  reason: null,
  programKey: `program-${sequence}`,
  name: `program ${sequence}`,
  category: 'sync',
  action: 'hold-back',
  features: plainFeatures(0.6),
  label: 0,
  weight: 0.9,
  predicted: 0.5,
  at: noon,
  ...change,
});

/** A case of this program, busy behind another. */
export const caseOf = (key: string, change: Partial<App> = {}): Case => {
  const program = { key, exe: `/usr/bin/${key}`, script: null, package: null, argvShape: '' };
  return aCase({ app: anApp({ id: `unit:${key}`, name: key, category: 'sync', program, ...change }) });
};

export interface Bench {
  readonly learner: Learner;
  readonly rules: PersonRules;
  readonly clock: { at: number };
  /** A decision about a case, seen by the learner; what the policies say when nothing is given. */
  readonly decided: (subject: Case, proposal?: Proposal) => Decision;
  readonly close: () => void;
}

/** @param path of a database file, which a later bench finds as this one left it */
export function aBench(path = ':memory:', clock = { at: noon }): Bench {
  const time = { now: () => clock.at, monotonic: () => clock.at - noon };
  const { store } = openStore(path, time);
  onTestFinished(() => store.close());
  const rules = createPersonRules(store.rules);
  const learner = createLearner({ prior: shippedPrior, store: store.learning, rules, now: time.now, hourOf: utcHour });
  let count = 0;
  return {
    learner,
    rules,
    clock,
    decided: (subject, proposal = proposalOf(subject)) => {
      const id = `decision-${clock.at}-${(count += 1)}`;
      learner.seen(id, subject, proposal);
      const latency = { context: 0, inference: 0, safety: 0 };
      return composeDecision(id, clock.at, subject.app, proposal, { kind: 'leave' }, latency);
    },
    close: store.close,
  };
}

function proposalOf(subject: Case): Proposal {
  const proposal = decide([subject], [shippedPolicies])[0]?.proposal;
  if (!proposal) throw new Error('no policy speaks of this case');
  return proposal;
}
