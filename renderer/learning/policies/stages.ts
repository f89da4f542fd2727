/** The life of a policy, in its order. Pure. */
import type { PolicyState, PolicySummary } from '../../../contract/policies.ts';

export const stages = ['draft', 'verified', 'shadow', 'canary', 'active'] as const satisfies readonly PolicyState[];

/** From 1; 0 for one that is retired. */
export const stageNumber = (state: PolicyState): number => stages.findIndex((stage) => stage === state) + 1;

export interface Grouped {
  readonly onTheWay: readonly PolicySummary[];
  readonly inForce: readonly PolicySummary[];
  readonly retired: readonly PolicySummary[];
}

/** Those on their way come as far along as they are, what changed last first; the others stay in the engine's order. */
export function grouped(policies: readonly PolicySummary[]): Grouped {
  return {
    onTheWay: policies
      .filter(({ state }) => state !== 'active' && state !== 'retired')
      .toSorted((a, b) => stageNumber(b.state) - stageNumber(a.state) || (b.changedAt ?? 0) - (a.changedAt ?? 0)),
    inForce: policies.filter(({ state }) => state === 'active'),
    retired: policies.filter(({ state }) => state === 'retired'),
  };
}
