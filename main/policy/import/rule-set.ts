/**
 * A foreign rule set as BrainKernel keeps it: distinct meanings once, and for each the names it holds for. Plain data,
 * so that the store can keep it as text and a restart can rebuild the table from it.
 */
import { z } from 'zod';
import { importSource, treatmentName } from '../../../contract/policies.ts';
import { action } from '../../../contract/words.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';

export const longestName = 4096;
export const mostRules = 200_000;
/** Each is compared with every program, where names are looked up: there are a dozen of them in practice. */
export const mostConditions = 256;
/** Rules of one name that differ only in the arguments they ask for. */
export const mostOfOneName = 64;

const name = z.string().min(1).max(longestName);
const meaningIndex = z.number().int().nonnegative();

const condition = z.strictObject({
  meaning: meaningIndex,
  /** Conditions of one group belong together: one that excludes and holds takes the whole group out. */
  group: z.number().int().nonnegative(),
  includes: z.boolean(),
  /** Patterns with `*` and `?`; a leading `!` turns one round. */
  name: name.optional(),
  cgroup: name.optional(),
  descends: name.optional(),
  /** One of these is enough. */
  parent: z.array(name).min(1).max(mostOfOneName).optional(),
});
export type RuleCondition = Readonly<z.infer<typeof condition>>;

export const ruleSet = z
  .strictObject({
    format: z.literal(1),
    source: importSource,
    /** `label` is the type, profile or values as the set has them. */
    meanings: z
      .array(
        z.strictObject({
          label: z.string().max(200),
          action: action.extract(['none', 'hold-back', 'throttle']),
          treatment: treatmentName,
        }),
      )
      .max(mostRules),
    /** One list a meaning: names of programs, and whole paths. */
    names: z.array(z.array(name)),
    /** Rules that ask for arguments too, all of them. */
    withArguments: z.array(
      z.strictObject({ name, meaning: meaningIndex, arguments: z.array(name).min(1).max(mostOfOneName) }),
    ),
    /** In order: the first group that holds decides. Looked at after names. */
    conditions: z.array(condition).max(mostConditions),
    /** As conditions, but looked at first: what they hold for is left alone. */
    exceptions: z.array(condition).max(mostConditions),
  })
  .refine(
    ({ meanings, names, withArguments, conditions, exceptions }) =>
      names.length === meanings.length &&
      [...withArguments, ...conditions, ...exceptions].every(({ meaning }) => meaning < meanings.length),
    'a rule refers to a meaning that is not there',
  );
export type RuleSet = Readonly<z.infer<typeof ruleSet>>;

export const textOfRuleSet = (set: RuleSet): string => JSON.stringify(set);

/** Reads back what `textOfRuleSet` wrote; fails on anything else, whatever it is. */
export function ruleSetFrom(text: string): Result<RuleSet> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('a kept rule set is not JSON');
  }
  const read = ruleSet.safeParse(value);
  return read.success ? ok(read.data) : fail(`a kept rule set is wrong: ${read.error.issues[0]?.message ?? 'unknown'}`);
}
