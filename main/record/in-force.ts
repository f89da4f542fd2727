/** The interventions that are in force now, and what each second says about them. */
import type { Action } from '../../contract/words.ts';
import type { Treatment } from '../decide/case.ts';
import type { EffectReading } from '../learn/effect.ts';
import { effectWindow } from '../learn/effect.ts';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { App } from '../workload/app.ts';

export interface InForce {
  readonly decisionId: string;
  readonly app: App;
  readonly action: Action;
  readonly byPerson: boolean;
  /** Values that a person set on this very process: nobody joins them. */
  readonly handSet: Treatment | null;
  readonly processes: readonly ProcessKey[];
  /** Monotonic ms. */
  readonly appliedAt: number;
  readonly before: readonly EffectReading[];
  /** The latest readings, at most {@link effectWindow}. */
  readonly after: EffectReading[];
  measured: boolean;
  /** Checks in a row at which nobody needed it. */
  calmChecks: number;
}

export interface InForceSet {
  readonly add: (one: InForce) => void;
  readonly remove: (decisionId: string) => void;
  readonly get: (decisionId: string) => InForce | null;
  readonly ofApp: (appId: string) => readonly InForce[];
  readonly ofProcess: (pid: number) => InForce | null;
  readonly all: () => readonly InForce[];
  /** Every pid under treatment. */
  readonly pids: () => ReadonlySet<number>;
  readonly read: (decisionId: string, reading: EffectReading) => void;
}

export function createInForceSet(): InForceSet {
  const byId = new Map<string, InForce>();
  let pids: ReadonlySet<number> = new Set();
  const recount = (): void => {
    pids = new Set([...byId.values()].flatMap((one) => one.processes.map(({ pid }) => pid)));
  };
  return {
    add: (one) => {
      byId.set(one.decisionId, one);
      recount();
    },
    remove: (decisionId) => {
      byId.delete(decisionId);
      recount();
    },
    get: (decisionId) => byId.get(decisionId) ?? null,
    ofApp: (appId) => [...byId.values()].filter((one) => one.app.id === appId),
    ofProcess: (pid) =>
      pids.has(pid) ? ([...byId.values()].find((one) => one.processes.some((p) => p.pid === pid)) ?? null) : null,
    all: () => [...byId.values()],
    pids: () => pids,
    read: (decisionId, reading) => {
      const one = byId.get(decisionId);
      if (!one) return;
      one.after.push(reading);
      if (one.after.length > effectWindow) one.after.shift();
    },
  };
}
