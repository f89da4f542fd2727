/**
 * The hot path: the first policy that holds for a case decides. Policies in shadow and those on trial are watched on the
 * way. A case looks only at the policies that could hold for its category, so that tens of them cost a few evaluations.
 */
import type { Action } from '../../contract/words.ts';
import type { Arm } from './arm.ts';
import { armOf } from './arm.ts';
import type { Condition } from './condition.ts';
import type { Facts } from './facts.ts';
import type { Policy } from './policy.ts';
import { mayTreat } from './protected.ts';
import type { TreatmentName } from './treatments.ts';

/** `shadow`: is counted and decides nothing. `canary`: decides for half of the programs. */
export type Standing = 'shadow' | 'canary' | 'active';

export interface Seat {
  readonly policy: Policy;
  readonly condition: Condition;
  readonly standing: Standing;
}

export interface Match {
  readonly policy: Policy;
  readonly action: Action;
  readonly treatment: TreatmentName;
  /** The rule of an imported set; null for all others. */
  readonly rule: string | null;
}

export interface Watcher {
  /** A policy in shadow held. `first`: nothing before it decided, so that it would have. */
  readonly shadow: (policyId: string, programKey: string, first: boolean) => void;
  /** A policy on trial held and would have been the first; `control`: others decide for this program. */
  readonly trial: (policyId: string, programKey: string, arm: Arm) => void;
  readonly decided: (policyId: string) => void;
}

export interface PolicyMatcher {
  /** What the first policy that holds says of a program; null when none does. */
  readonly match: (facts: Facts, programKey: string) => Match | null;
}

/** Programs whose arm is remembered; a hash is cheap, but not for each case of each check. */
const rememberedArms = 10_000;

/** @param seats in order of priority */
export function createMatcher(seats: readonly Seat[], watcher: Watcher): PolicyMatcher {
  const byCategory = new Map<string, readonly Seat[]>();
  const arms = new Map<string, Arm>();

  const seatsFor = (category: string): readonly Seat[] => {
    const known = byCategory.get(category);
    if (known) return known;
    const found = seats.filter(({ condition }) => condition.mayHold({ category }));
    byCategory.set(category, found);
    return found;
  };

  const armFor = (policyId: string, programKey: string): Arm => {
    const key = `${policyId}\n${programKey}`;
    const known = arms.get(key);
    if (known) return known;
    if (arms.size >= rememberedArms) arms.clear();
    const arm = armOf(policyId, programKey);
    arms.set(key, arm);
    return arm;
  };

  return {
    match: (facts, programKey) => {
      let winner: Match | null = null;
      for (const seat of seatsFor(facts.app.category)) {
        if (winner !== null && seat.standing !== 'shadow') continue;
        const found = answerOf(seat, facts);
        if (found === null) continue;
        const { id } = seat.policy;
        if (seat.standing === 'shadow') watcher.shadow(id, programKey, winner === null);
        else if (seat.standing === 'active') winner = found;
        else {
          const arm = armFor(id, programKey);
          watcher.trial(id, programKey, arm);
          if (arm === 'treated') winner = found;
        }
      }
      if (winner !== null) watcher.decided(winner.policy.id);
      return winner;
    },
  };
}

/** What one policy says of a case; null when it has nothing to say. Policies that did not ship never treat what is protected. */
export function answerOf({ policy, condition }: Omit<Seat, 'standing'>, facts: Facts): Match | null {
  const rule = policy.table ? policy.table.find(facts.app) : null;
  if (policy.table && rule === null) return null;
  const { action, treatment } = rule ?? policy;
  if (policy.provenance !== 'built-in' && !mayTreat(action, facts)) return null;
  return condition.holds(facts) ? { policy, action, treatment, rule: rule?.rule ?? null } : null;
}
