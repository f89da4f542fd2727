/** Every decision of this machine: written as it is taken, updated as its story goes on, told to whoever listens. */
import type { Decision } from '../../contract/decision.ts';
import type { DecisionStatus, Tier } from '../../contract/words.ts';
import type { Dispose } from '../clock.ts';

export interface DecisionFilter {
  readonly limit: number;
  /** Epoch ms; only older ones. */
  readonly before?: number | undefined;
  readonly app?: string | undefined;
  readonly tier?: Tier | undefined;
  readonly status?: DecisionStatus | undefined;
}

/** Port of the store behind the log. */
export interface DecisionStore {
  readonly put: (decision: Decision) => void;
  readonly get: (id: string) => Decision | null;
  /** Newest first. */
  readonly list: (filter: DecisionFilter) => readonly Decision[];
}

export interface DecisionLog {
  readonly add: (decision: Decision) => Decision;
  /** Keeps a decision that is about to be carried out; nobody is told before it is. */
  readonly prepare: (decision: Decision) => Decision;
  /** Replaces the parts given and tells listeners; null when there is no such decision. */
  readonly update: (id: string, change: Partial<Decision>) => Decision | null;
  /** Adds a line to the decision's story. */
  readonly note: (id: string, at: number, text: string) => void;
  readonly get: (id: string) => Decision | null;
  readonly list: (filter: DecisionFilter) => readonly Decision[];
  readonly onChange: (listener: (changed: readonly Decision[]) => void) => Dispose;
}

export function createDecisionLog(store: DecisionStore): DecisionLog {
  const listeners = new Set<(changed: readonly Decision[]) => void>();
  const put = (decision: Decision): Decision => {
    store.put(decision);
    for (const listener of listeners) listener([decision]);
    return decision;
  };
  const update = (id: string, change: Partial<Decision>): Decision | null => {
    const decision = store.get(id);
    return decision === null ? null : put({ ...decision, ...change });
  };
  return {
    add: put,
    prepare: (decision) => {
      store.put(decision);
      return decision;
    },
    update,
    note: (id, at, text) => {
      const decision = store.get(id);
      if (decision !== null) put({ ...decision, notes: [...decision.notes, { at, text }] });
    },
    get: (id) => store.get(id),
    list: (filter) => store.list(filter),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
