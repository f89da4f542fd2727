import { create } from 'zustand';
import type { Decision } from '../../contract/decision.ts';
import type { DecisionStatus, Tier } from '../../contract/words.ts';

export interface DecisionFilter {
  readonly status: DecisionStatus | null;
  readonly tier: Tier | null;
  /** An app's id. */
  readonly app: string | null;
}

export const noFilter: DecisionFilter = { status: null, tier: null, app: null };

const fits = (decision: Decision, { status, tier, app }: DecisionFilter): boolean =>
  (status === null || decision.status === status) &&
  (tier === null || decision.tier === tier) &&
  (app === null || decision.app.id === app);

/** Adds and replaces by id. The same map comes back when nothing changed. */
export function mergeDecisions(
  known: ReadonlyMap<string, Decision>,
  changed: readonly Decision[],
): ReadonlyMap<string, Decision> {
  if (changed.length === 0) return known;
  const merged = new Map(known);
  for (const decision of changed) merged.set(decision.id, decision);
  return merged;
}

/** Newest first; those that fit. */
export function timelineOf(known: ReadonlyMap<string, Decision>, filter: DecisionFilter): readonly Decision[] {
  return [...known.values()]
    .filter((decision) => fits(decision, filter))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
}

/** Every decision this page has seen, by id. */
export const useDecisions = create<{ readonly byId: ReadonlyMap<string, Decision> }>(() => ({ byId: new Map() }));

export const receiveDecisions = ({ changed }: { readonly changed: readonly Decision[] }): void =>
  useDecisions.setState(({ byId }) => ({ byId: mergeDecisions(byId, changed) }));
