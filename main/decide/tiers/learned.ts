/**
 * Tier `learned`: what the model concluded from a person's thumbs. It judges what other tiers propose, and proposes for
 * programs of which none of them speaks. It can only make a treatment milder, or hold back gently what may be held back.
 */
import type { Facts } from '../../policy/facts.ts';
import { isProtected } from '../../policy/protected.ts';
import { treatments } from '../../policy/treatments.ts';
import type { Case, Proposal } from '../case.ts';
import { evidenceOf, percent } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';
import { gentleStrength, strengthOf } from './learned-strength.ts';

/** What the model thinks of treating one app so hard, here and now. All ratios 0-1. */
export interface Opinion {
  /** Probability that the person approves. */
  readonly approves: number;
  /** Its bounds with the model's own uncertainty. */
  readonly low: number;
  readonly high: number;
  /** What it mostly rests on: answers about this program, or about others of its kind. */
  readonly scope: 'app' | 'category';
  /** Answers for and against holding back, of that scope, and those about time or hardness alone. */
  readonly for: number;
  readonly against: number;
  readonly other: number;
  /** Whether they are enough to be sure of anything. */
  readonly enough: boolean;
  /** Surely the more welcome the gentler. */
  readonly gentlerIsBetter: boolean;
  /** Version of the model. */
  readonly version: number;
}

/** Null while the model is silent: it collects, or its predictions became worse. Pure in case, strength and version. */
export type OpinionOn = (subject: Case, strength: number) => Opinion | null;

export interface LearnedTierParts {
  readonly opinionOn: OpinionOn;
  /** A policy that the person wrote is a word of theirs, and not judged. Default: none is. */
  readonly isPersonsOwn?: (decider: string) => boolean;
}

export interface LearnedTier {
  /** Stands in the seat of the tier that it is given: asks it once, and lets its answer pass unless sure against it. */
  readonly veto: (tier: TierDecides) => TierDecides;
  /** Asked last, of programs that no other tier spoke of. */
  readonly propose: TierDecides;
}

/** The bound of a probability beyond which it counts as sure, ratio. */
const sureAbove = 0.7;

/** Surely unwanted, surely wanted: by the bound that is nearer to doubt, and by enough answers. */
export const isUnwanted = (opinion: Opinion): boolean => opinion.enough && 1 - opinion.high > sureAbove;
export const isWanted = (opinion: Opinion): boolean => opinion.enough && opinion.low > sureAbove;

/** Rather unwanted as hard as that, rather wanted gently, and one of the two for sure. */
export function isBetterGently(hard: Opinion, gentle: Opinion): boolean {
  if (gentle.approves < 0.5 || hard.approves >= 0.5) return false;
  return isUnwanted(hard) || (hard.enough && hard.gentlerIsBetter);
}

export function createLearnedTier({ opinionOn, isPersonsOwn = () => false }: LearnedTierParts): LearnedTier {
  return {
    veto: (tier) => (subject, facts) => {
      const proposal = tier(subject, facts);
      if (proposal === null || proposal.action === 'none' || proposal.action === 'favour') return proposal;
      if (proposal.tier === 'user' || isPersonsOwn(proposal.decider)) return proposal;
      const strength = strengthOf(proposal.treatment);
      const opinion = opinionOn(subject, strength);
      if (opinion === null) return proposal;
      const gentle = strength > gentleStrength ? opinionOn(subject, gentleStrength) : null;
      if (gentle !== null && isBetterGently(opinion, gentle)) {
        return holdBackGently('learned.milder', opinion, gentle.approves, subject, facts);
      }
      return isUnwanted(opinion) ? leave(opinion, subject, facts) : proposal;
    },

    propose: (subject, facts) => {
      if (!mayBeHeldBack(subject, facts)) return null;
      const opinion = opinionOn(subject, gentleStrength);
      if (opinion === null || !isWanted(opinion)) return null;
      const key = opinion.scope === 'app' ? 'learned.hold-app' : 'learned.hold-category';
      return holdBackGently(key, opinion, opinion.approves, subject, facts);
    },
  };
}

/** Whatever was learned. The guard asks much of this again: two locks on one door. */
function mayBeHeldBack({ app }: Case, facts: Facts): boolean {
  const standsOut = facts.behaviour.cpu5 > facts.limit.cpu || facts.behaviour.io > facts.limit.io;
  const touchable = app.kind !== 'kernel' && !app.immune && !isProtected(app.category);
  return standsOut && touchable && !facts.foreground && facts.contended;
}

const answersOf = (opinion: Opinion): number => opinion.for + opinion.against + opinion.other;
const counted = (opinion: Opinion): Readonly<Record<string, number>> => ({
  for: opinion.for,
  against: opinion.against,
  all: answersOf(opinion),
});

function leave(opinion: Opinion, subject: Case, facts: Facts): Proposal {
  const key = opinion.scope === 'app' ? 'learned.leave-app' : 'learned.leave-category';
  return {
    ...common(opinion, subject, facts),
    action: 'none',
    treatment: treatments['leave-alone'],
    confidence: 1 - opinion.approves,
    ...phrase(key, subject, counted(opinion)),
    rejected: [{ action: 'hold-back', why: 'you are likely not to want it' }],
  };
}

function holdBackGently(
  key: 'learned.milder' | 'learned.hold-app' | 'learned.hold-category',
  opinion: Opinion,
  approves: number,
  subject: Case,
  facts: Facts,
): Proposal {
  return {
    ...common(opinion, subject, facts),
    action: 'hold-back',
    treatment: treatments.gentle,
    confidence: approves,
    ...phrase(key, subject, counted(opinion)),
    rejected: rejectedFor('hold-back', subject),
  };
}

function common(opinion: Opinion, subject: Case, facts: Facts) {
  return {
    tier: 'learned',
    decider: 'learned model',
    evidence: [
      ...evidenceOf(['cpu', 'pressure', 'someone-waits'], subject, facts),
      { metric: 'likely approval', value: percent(opinion.approves), unit: '%', threshold: percent(sureAbove) },
      { metric: 'your answers', value: answersOf(opinion), unit: '', threshold: null },
      { metric: 'model version', value: opinion.version, unit: '', threshold: null },
    ],
    cost: null,
    exchangeId: null,
  } as const;
}
