/** All policies that are matched, compiled and in order of priority, with how often each decided in this run. */
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { protectivePolicies } from './built-in.ts';
import { compileCondition } from './condition.ts';
import type { PolicyMatcher, Seat, Watcher } from './matcher.ts';
import { createMatcher } from './matcher.ts';
import type { Policy } from './policy.ts';

export interface PolicyRepository extends PolicyMatcher {
  /** Replaces the policies that did not ship (in order of priority), and those that ship and are retired (by id). */
  readonly reseat: (others: readonly Seat[], retired: ReadonlySet<string>) => void;
  /** As `match`, without being counted anywhere: for previews. */
  readonly preview: PolicyMatcher['match'];
  /** Cases it decided in this run. */
  readonly hits: (policyId: string) => number;
}

export type TrialWatcher = Pick<Watcher, 'shadow' | 'trial'>;

const nobody: TrialWatcher = { shadow: () => undefined, trial: () => undefined };

/** Fails, naming each policy, when a condition does not type-check or an id is used twice. */
export function createPolicyRepository(
  shipped: readonly Policy[],
  watcher: TrialWatcher = nobody,
): Result<PolicyRepository> {
  const seats: Seat[] = [];
  const wrong: string[] = [];
  for (const policy of shipped) {
    if (seats.some((seat) => seat.policy.id === policy.id)) wrong.push(`${policy.id}: the id is used twice`);
    const condition = compileCondition(policy.when);
    if (condition.ok) seats.push({ policy, condition: condition.value, standing: 'active' });
    else wrong.push(`${policy.id}: ${condition.error}`);
  }
  if (wrong.length > 0) return fail(wrong.join('; '));

  const hits = new Map<string, number>();
  const watch: Watcher = { ...watcher, decided: (id) => void hits.set(id, (hits.get(id) ?? 0) + 1) };
  const protects = ({ policy }: Seat): boolean => protectivePolicies.includes(policy.id);
  let matcher = createMatcher(seats, watch);
  let uncounted = createMatcher(seats, { ...nobody, decided: () => undefined });

  return ok({
    match: (facts, programKey) => matcher.match(facts, programKey),
    reseat: (others, retired) => {
      const rest = seats.filter((seat) => !protects(seat) && !retired.has(seat.policy.id));
      const ordered = [...seats.filter(protects), ...others, ...rest];
      matcher = createMatcher(ordered, watch);
      uncounted = createMatcher(ordered, { ...nobody, decided: () => undefined });
    },
    preview: (facts, programKey) => uncounted.match(facts, programKey),
    hits: (policyId) => hits.get(policyId) ?? 0,
  });
}
