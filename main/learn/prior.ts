/** What the model believes before anybody said anything: the opinion of the policies that ship, held loosely. */
import type { TierDecides } from '../decide/tier.ts';
import type { Category } from '../../contract/words.ts';
import { category } from '../../contract/words.ts';
import { factsOf } from '../policy/facts.ts';
import { plainCase } from '../decide/plain-case.ts';

/** Log odds, by category, that a person approves of holding such a program back. */
export type Prior = Readonly<Record<Category, number>>;

const logOdds = (probability: number): number => Math.log(probability / (1 - probability));

/** Where no policy speaks, most people would rather not be interfered with. */
const unspoken = logOdds(0.3);
const leftAlone = logOdds(0.08);

/**
 * Asks the policies about the plainest busy program of each category. Half of their confidence is believed: they know
 * programs, but not this person.
 */
export function priorFrom(policies: TierDecides): Prior {
  const of = (each: Category): number => {
    const subject = plainCase(each);
    const proposal = policies(subject, factsOf(subject));
    if (proposal === null) return unspoken;
    if (proposal.action === 'none' || proposal.action === 'favour') return leftAlone;
    return logOdds(0.5 + (proposal.confidence - 0.5) / 2);
  };
  return Object.fromEntries(category.options.map((each) => [each, of(each)])) as Record<Category, number>;
}
