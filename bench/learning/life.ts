/** One simulated person for some thousand decisions, through the real `decide` with the real policies, tiers and store. */
import type { Decision } from '../../contract/decision.ts';
import { decide } from '../../main/decide/decide.ts';
import type { Proposal } from '../../main/decide/case.ts';
import type { TierDecides } from '../../main/decide/tier.ts';
import { tiersInOrder } from '../../main/decide/tiers/learned-order.ts';
import { strengthOf } from '../../main/decide/tiers/learned-strength.ts';
import { heeding, personTier } from '../../main/decide/tiers/person.ts';
import { policyTier } from '../../main/decide/tiers/policies.ts';
import { createLearner } from '../../main/learn/learner.ts';
import type { Learner } from '../../main/learn/learner.ts';
import { createPersonRules } from '../../main/learn/person-rules.ts';
import { priorFrom } from '../../main/learn/prior.ts';
import { wordOf } from '../../main/learn/word-of.ts';
import { builtInPolicies } from '../../main/policy/built-in.ts';
import { createPolicyRepository } from '../../main/policy/repository.ts';
import { composeDecision } from '../../main/record/compose.ts';
import { openStore } from '../../main/store/open-store.ts';
import type { Person, Taste } from './people.ts';
import { drawAt } from './random.ts';
import type { Moment } from './world.ts';
import { hourOf, momentOf } from './world.ts';

/** `static`: the policies that ship alone; `word`: with the rules that a thumb makes at once; `learner`: with all. */
export type Way = 'static' | 'word' | 'learner';

export interface Outcome {
  /** Between what was decided and the best for this person, 0 to 2. */
  readonly regret: number;
  readonly treated: boolean;
  readonly wronglyHit: boolean;
}

/** Who answers instead of the person: null says nothing, undefined leaves it to them. */
export type Meddle = (proposal: Proposal | null) => Answer | null | undefined;

export interface Life {
  /** Decides at this moment and hears what is said about it. Moments come in their order. */
  readonly step: (index: number, meddle?: Meddle) => Outcome;
  readonly answers: () => number;
  readonly learner: Learner;
  /** What would be decided of a moment now. */
  readonly proposalFor: (moment: Moment) => Proposal | null;
  readonly close: () => void;
}

const repository = createPolicyRepository(builtInPolicies);
if (!repository.ok) throw new Error(repository.error);
const policies = policyTier(repository.value);
const nobody: TierDecides = () => null;

/** How often an answer comes, ratio 0-1: most of what is decided is never spoken of. */
const frequency = { down: 0.25, undo: 0.15, reason: 0.6, up: 0.06, missed: 0.06, mistaken: 0.03 };

export interface Answer {
  readonly kind: 'up' | 'down' | 'undo' | 'held-by-hand';
}

export function openLife(person: Person, seed: number, way: Way): Life {
  let at = 0;
  const clock = { now: () => at, monotonic: () => at };
  const { store } = openStore(':memory:', clock);
  const rules = createPersonRules(store.rules);
  const learner = createLearner({ prior: priorFrom(policies), store: store.learning, rules, now: clock.now, hourOf });
  const hour = (): number => hourOf(at);
  const tiers = {
    static: [policies],
    word: [personTier(rules.of, hour), heeding(rules.of, policies, hour)],
    learner: tiersInOrder({ wordsOn: rules.of, hour, policies, verdicts: nobody, opinionOn: learner.opinionOn }),
  }[way];
  let answers = 0;

  const proposalFor = (moment: Moment): Proposal | null => {
    at = moment.at;
    return decide([moment.subject], tiers)[0]?.proposal ?? null;
  };

  const hear = (answer: Answer, decision: Decision, { taste }: Moment, index: number): void => {
    answers += 1;
    if (answer.kind === 'undo' || answer.kind === 'held-by-hand') {
      learner.signal(decision, answer.kind);
      return;
    }
    const says = drawAt(seed, index, 302) < frequency.reason;
    const reason = says ? (answer.kind === 'up' ? 'good' : taste.why) : null;
    rules.change(wordOf(decision, answer.kind, reason, learner.memoryOf(decision.id), at));
    learner.feedback(decision, answer.kind, reason);
  };

  const step: Life['step'] = (index, meddle = () => undefined) => {
    const moment = momentOf(person, seed, index);
    const proposal = proposalFor(moment);
    const answer = meddle(proposal);
    const given = answer === undefined ? answerOf(moment.taste, proposal, seed, index) : answer;
    if (way !== 'static' && given !== null) {
      const judged = given.kind === 'held-by-hand' || proposal === null ? byHand(moment) : proposal;
      const decision = decisionOf(`${seed}-${index}`, moment, judged);
      learner.seen(decision.id, moment.subject, judged);
      hear(given, decision, moment, index);
    }
    const worth = worthOf(moment.taste, proposal);
    const treated = isTreated(proposal);
    return {
      regret: Math.max(0, moment.taste.gentle, moment.taste.firm) - worth,
      treated,
      wronglyHit: treated && worth < 0,
    };
  };
  return { step, answers: () => answers, learner, proposalFor, close: store.close };
}

/** So many decisions of one life, from its first day on. */
export function live(person: Person, seed: number, decisions: number, way: Way): readonly Outcome[] {
  const life = openLife(person, seed, way);
  const outcomes = Array.from({ length: decisions }, (_, index) => life.step(index));
  life.close();
  return outcomes;
}

export const isTreated = (proposal: Proposal | null): boolean => proposal !== null && proposal.action !== 'none';

function worthOf(taste: Taste, proposal: Proposal | null): number {
  if (proposal === null || proposal.action === 'none') return 0;
  return strengthOf(proposal.treatment) > 0 ? taste.firm : taste.gentle;
}

/** What the person does about it, if anything; now and then the wrong thing. */
function answerOf(taste: Taste, proposal: Proposal | null, seed: number, index: number): Answer | null {
  const draw = drawAt(seed, index, 301);
  const mistaken = drawAt(seed, index, 303) < frequency.mistaken;
  const worth = worthOf(taste, proposal);
  if (isTreated(proposal)) {
    if (worth < 0 !== mistaken) return draw < frequency.down ? { kind: 'down' } : draw < frequency.down + frequency.undo ? { kind: 'undo' } : null; // prettier-ignore
    return draw < frequency.up ? { kind: 'up' } : null;
  }
  if (Math.max(taste.gentle, taste.firm) < 0.3 || draw >= frequency.missed) return null;
  return proposal?.tier === 'learned' ? { kind: 'down' } : { kind: 'held-by-hand' };
}

function decisionOf(id: string, { at, subject }: Moment, proposal: Proposal): Decision {
  const latency = { context: 0, inference: 0, safety: 0 };
  return composeDecision(id, at, subject.app, proposal, { kind: 'leave' }, latency);
}

function byHand({ subject }: Moment): Proposal {
  const [asked] = decide([subject], [personTier(() => [{ kind: 'always', action: 'hold-back', at: 0 }])]);
  if (!asked?.proposal) throw new Error('the simulated program does not stand out');
  return asked.proposal;
}

/** Mean regret a decision, and the share of treatments that should not have been. Ratios. */
export function summary(outcomes: readonly Outcome[]): { readonly regret: number; readonly wronglyHit: number } {
  const treated = outcomes.filter((one) => one.treated).length;
  return {
    regret: outcomes.reduce((sum, { regret }) => sum + regret, 0) / Math.max(1, outcomes.length),
    wronglyHit: outcomes.filter((one) => one.wronglyHit).length / Math.max(1, treated),
  };
}
