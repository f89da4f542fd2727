/** Policies, compiled, in order of priority, with how often each decided. */
import type { PolicySummary } from '../../contract/calls.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { Condition } from './condition.ts';
import { compileCondition } from './condition.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';

export interface PolicyRepository {
  /** The first policy whose condition holds, or null. */
  readonly match: (facts: Facts) => Policy | null;
  readonly list: () => readonly PolicySummary[];
}

/** Fails, naming each policy, when a condition does not type-check or an id is used twice. */
export function createPolicyRepository(policies: readonly Policy[]): Result<PolicyRepository> {
  const compiled: { readonly policy: Policy; readonly holds: Condition }[] = [];
  const hits = new Map<string, number>();
  const wrong: string[] = [];
  for (const policy of policies) {
    if (hits.has(policy.id)) wrong.push(`${policy.id}: the id is used twice`);
    hits.set(policy.id, 0);
    const condition = compileCondition(policy.when);
    if (condition.ok) compiled.push({ policy, holds: condition.value });
    else wrong.push(`${policy.id}: ${condition.error}`);
  }
  if (wrong.length > 0) return fail(wrong.join('; '));

  return ok({
    match: (facts) => {
      const found = compiled.find(({ holds }) => holds(facts))?.policy ?? null;
      if (found) hits.set(found.id, (hits.get(found.id) ?? 0) + 1);
      return found;
    },
    list: () =>
      policies.map(({ id, description, when, action, provenance, version }) => ({
        id,
        description,
        condition: when,
        action,
        provenance,
        version,
        state: 'active',
        hits: hits.get(id) ?? 0,
      })),
  });
}
