/** The tiers in the order in which they are asked: the person, then policies and verdicts under their eye, then the model. */
import type { TierDecides } from '../tier.ts';
import { createLearnedTier } from './learned.ts';
import type { LearnedTierParts } from './learned.ts';
import { heeding, personTier } from './person.ts';
import type { Hour, WordsOn } from './person.ts';

export interface TierParts extends LearnedTierParts {
  readonly wordsOn: WordsOn;
  readonly hour: Hour;
  readonly policies: TierDecides;
  readonly verdicts: TierDecides;
}

/** Each of the tiers given is asked at most once a case. Nothing that a person's word forbids gets past. */
export function tiersInOrder({ wordsOn, hour, policies, verdicts, ...learned }: TierParts): readonly TierDecides[] {
  const { veto, propose } = createLearnedTier(learned);
  const heeded = [veto(policies), veto(verdicts), propose].map((tier) => heeding(wordsOn, tier, hour));
  return [personTier(wordsOn, hour), ...heeded];
}
