/** Plans that wait for a person. They expire: a yes to a situation long gone is not a yes. */
import type { Approval } from '../../contract/decision.ts';
import type { Dispose } from '../clock.ts';
import type { Request } from '../guard/guard.ts';

/** ms for which a question stays open. */
export const approvalLifeMs = 10 * 60_000;

export interface Waiting {
  readonly approval: Approval;
  readonly request: Request;
}

export interface Approvals {
  readonly add: (waiting: Waiting) => void;
  /** Takes the plan out; null when it was answered or has expired. */
  readonly take: (id: string) => Waiting | null;
  readonly ofApp: (appId: string) => Waiting | null;
  /** Takes out and returns what expired before `now` (epoch ms). */
  readonly expire: (now: number) => readonly Waiting[];
  readonly list: () => readonly Approval[];
  readonly onChange: (listener: (open: readonly Approval[]) => void) => Dispose;
}

export function createApprovals(): Approvals {
  const open = new Map<string, Waiting>();
  const listeners = new Set<(open: readonly Approval[]) => void>();
  const list = (): readonly Approval[] => [...open.values()].map(({ approval }) => approval);
  const changed = (): void => {
    for (const listener of listeners) listener(list());
  };
  return {
    add: (waiting) => {
      open.set(waiting.approval.id, waiting);
      changed();
    },
    take: (id) => {
      const found = open.get(id) ?? null;
      if (open.delete(id)) changed();
      return found;
    },
    ofApp: (appId) => [...open.values()].find(({ approval }) => approval.app.id === appId) ?? null,
    expire: (now) => {
      const over = [...open.values()].filter(({ approval }) => approval.expiresAt <= now);
      for (const { approval } of over) open.delete(approval.id);
      if (over.length > 0) changed();
      return over;
    },
    list,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
