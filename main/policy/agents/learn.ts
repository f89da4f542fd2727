/**
 * Agent `learn`: what follows from what people said and undid. Proposes drafts from stable feedback, with no model, and
 * says which policy should retreat and how it could be mended. Pure: carrying it out is for others.
 */
import type { PolicyDraft } from '../../../contract/policies.ts';
import type { Category } from '../../../contract/words.ts';
import { rateOf } from '../../learn/wilson.ts';
import { isProtected } from '../protected.ts';
import type { FeedbackCount } from './feedback-counts.ts';

/** Lower end of the 95 % interval of agreement (or objection) above which feedback counts as stable: 6 of 6, 9 of 10. */
const stable = 0.59;

/** Lower end of the interval of undone and objected decisions above which a policy does harm: 2 of 3, 4 of 8, 30 of 100. */
const harmful = 0.2;

/** Occasions in shadow after which a learned policy may decide for half of the programs. */
export const enoughOccasions = 20;

const isStable = (hits: number, of: number): boolean => (rateOf(hits, of).low ?? 0) >= stable;

/** One undo may be a whim. */
export const doesHarm = (bad: number, of: number): boolean => bad > 1 && (rateOf(bad, of).low ?? 0) > harmful;

/** At most a few at a time: each is a thing to read. */
const mostDrafts = 3;

/** CEL text. JSON's escapes are CEL's as well; what is no plain name is refused by the verifier. */
const quoted = (text: string): string => JSON.stringify(text);

export function draftsFrom(counts: readonly FeedbackCount[]): readonly PolicyDraft[] {
  const agreed = counts
    .filter(({ byPolicy, category, up, down }) => !byPolicy && !isProtected(category) && isStable(up, up + down))
    .map(({ name, up, down }): PolicyDraft => {
      return {
        description: `${name} gives way while somebody waits: ${up} of ${up + down} times it was found right.`,
        condition: `app.name == ${quoted(name)} && !foreground && contended && behaviour.cpu5 > limit.cpu`,
        action: 'hold-back',
        treatment: 'gentle',
      };
    });
  const objected = [...objectionsByCategory(counts)]
    .filter(([category, { down, of }]) => category !== 'unknown' && isStable(down, of))
    .map(([category, { down, of }]): PolicyDraft => {
      return {
        description: `Programs of the kind ${category} are left alone: ${down} of ${of} times treating them was found wrong.`,
        condition: `app.category == ${quoted(category)} && behaviour.cpu5 > limit.cpu`,
        action: 'none',
        treatment: 'leave-alone',
      };
    });
  return [...agreed, ...objected].slice(0, mostDrafts);
}

/** Of what policies did, by category: one program's fate says nothing about the others of its kind. */
function objectionsByCategory(
  counts: readonly FeedbackCount[],
): ReadonlyMap<Category, { readonly down: number; readonly of: number }> {
  const several = [
    ...Map.groupBy(
      counts.filter(({ byPolicy }) => byPolicy),
      ({ category }) => category,
    ),
  ].filter(([, ofKind]) => ofKind.length > 1);
  return new Map(
    several.map(([category, ofKind]) => {
      const down = ofKind.reduce((sum, one) => sum + one.down, 0);
      return [category, { down, of: ofKind.reduce((sum, one) => sum + one.up + one.down, 0) }];
    }),
  );
}

/** Programs that may be taken out of a policy before it is rather a bad policy. */
const mostExceptions = 3;

/**
 * The same policy without the programs it did harm to; null where it did harm everywhere, or to too many.
 * @param harmed names of programs with bad decisions
 * @param unharmed how many programs it decided for without one
 */
export function mended(draft: PolicyDraft, harmed: readonly string[], unharmed: number): PolicyDraft | null {
  if (harmed.length === 0 || harmed.length > mostExceptions || unharmed === 0) return null;
  const exceptions = harmed.map((name) => `app.name != ${quoted(name)}`).join(' && ');
  return { ...draft, condition: `(${draft.condition}) && ${exceptions}` };
}
