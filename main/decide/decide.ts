/**
 * Case -> Proposal, tier by tier: the person's word, policies, cached verdicts, the learned model where there is one.
 * Nobody knows the program: nothing is done, and the model is asked for next time.
 */
import { factsOf } from '../policy/facts.ts';
import type { Case, Proposal } from './case.ts';
import type { TierDecides } from './tier.ts';

export interface Answer {
  readonly subject: Case;
  readonly proposal: Proposal | null;
}

export function decide(cases: readonly Case[], tiers: readonly TierDecides[]): readonly Answer[] {
  return cases.map((subject) => {
    const facts = factsOf(subject);
    for (const tier of tiers) {
      const proposal = tier(subject, facts);
      if (proposal) return { subject, proposal };
    }
    return { subject, proposal: null };
  });
}
