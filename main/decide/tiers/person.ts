/** Tier `user`: what a person said about this program goes before everything else, and over what other tiers propose. */
import type { Action } from '../../../contract/words.ts';
import type { Facts } from '../../policy/facts.ts';
import { treatments } from '../../policy/treatments.ts';
import type { TreatmentName } from '../../policy/treatments.ts';
import type { Case, Proposal } from '../case.ts';
import { evidenceOf } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';
import { gentleStrength, strengthOf } from './learned-strength.ts';
import { areAlike, situationOf } from './situation.ts';
import type { Situation } from './situation.ts';

/**
 * What a person said about one program: `never-touch` after a thumbs-down, `always` after an approval for good,
 * `not-then` where only the time was wrong, `milder` where the treatment was too hard.
 */
export type PersonWord =
  | { readonly kind: 'always'; readonly action: Action; readonly at: number }
  | { readonly kind: 'never-touch'; readonly at: number }
  | { readonly kind: 'not-then'; readonly situation: Situation; readonly at: number }
  | { readonly kind: 'milder'; readonly at: number };

export type WordsOn = (programKey: string) => readonly PersonWord[];

/** Local hour of day with its fraction; null where it is not known, and then every hour is alike. */
export type Hour = () => number | null;

export const manualTreatment: Readonly<Record<Action, TreatmentName>> = {
  none: 'leave-alone',
  favour: 'prefer',
  'hold-back': 'firm',
  throttle: 'throttle',
  freeze: 'freeze',
  end: 'end',
};

const unknownHour: Hour = () => null;

/** Answers only when the app would stand out at all, so that quiet programs make no noise. The newest word counts. */
export function personTier(wordsOn: WordsOn, hour: Hour = unknownHour): TierDecides {
  return (subject, facts) => {
    if (facts.behaviour.cpu5 <= facts.limit.cpu && facts.behaviour.io <= facts.limit.io) return null;
    const { word, milder } = whatCounts(wordsOn, subject, hour);
    if (!word) return null;
    if (word.kind !== 'always') return leave(word, subject, facts);
    if (word.action !== 'none' && (facts.foreground || !facts.contended)) return null;
    const asked = answer(word.action, manualTreatment[word.action], phrase('person.always', subject), subject, facts);
    return milder ? mildened(asked, subject, facts) : asked;
  };
}

/**
 * What `tier` says, unless a person's word stands against it: also where the app does not stand out by its CPU, and a
 * policy would treat it for another reason.
 */
export function heeding(wordsOn: WordsOn, tier: TierDecides, hour: Hour = unknownHour): TierDecides {
  return (subject, facts) => {
    const proposal = tier(subject, facts);
    if (proposal === null || proposal.action === 'none' || proposal.action === 'favour') return proposal;
    const { word, milder } = whatCounts(wordsOn, subject, hour);
    if (word && word.kind !== 'always') return leave(word, subject, facts);
    return milder ? mildened(proposal, subject, facts) : proposal;
  };
}

interface Counts {
  readonly word: Exclude<PersonWord, { kind: 'milder' }> | null;
  /** It was too hard, and nothing newer allows it. */
  readonly milder: boolean;
}

function whatCounts(wordsOn: WordsOn, subject: Case, hour: Hour): Counts {
  const words = wordsOn(subject.app.program.key);
  // most programs were never spoken of: nothing is worked out for them
  if (words.length === 0) return { word: null, milder: false };
  const now = hour();
  const applies = (word: PersonWord): boolean =>
    word.kind !== 'not-then' || areAlike(word.situation, situationOf(subject.context, now ?? word.situation.hour));
  const newestFirst = words.filter(applies).toSorted((a, b) => b.at - a.at);
  const word = newestFirst.find((one) => one.kind !== 'milder') ?? null;
  const milder = newestFirst.find((one) => one.kind === 'milder');
  return { word, milder: milder !== undefined && milder.at >= (word?.at ?? -Infinity) };
}

function leave(word: Exclude<Counts['word'], null>, subject: Case, facts: Facts): Proposal {
  const said = word.kind === 'not-then' ? phrase('person.not-then', subject) : phrase('lesson.never', subject);
  return answer('none', 'leave-alone', said, subject, facts);
}

/** The same, but gently: whatever was proposed, nothing of it is harder than `gentle`. */
function mildened(proposal: Proposal, subject: Case, facts: Facts): Proposal {
  if (strengthOf(proposal.treatment) <= gentleStrength) return proposal;
  return answer('hold-back', 'gentle', phrase('person.milder', subject), subject, facts);
}

function answer(action: Action, treatment: TreatmentName, said: Phrase, subject: Case, facts: Facts): Proposal {
  return {
    action,
    treatment: treatments[treatment],
    tier: 'user',
    decider: 'person',
    confidence: 1,
    ...said,
    evidence: evidenceOf(['cpu', 'pressure'], subject, facts),
    rejected: rejectedFor(action, subject),
    cost: null,
    exchangeId: null,
  };
}
