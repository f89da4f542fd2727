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
  /** A person's act on single processes: of the rest of the app, only their children join. */
  readonly only: boolean;
  /** Those that live: newcomers join, the ended leave. */
  processes: readonly ProcessKey[];
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
  readonly ofProcess: (process: ProcessKey) => InForce | null;
  readonly all: () => readonly InForce[];
  /** Every pid under treatment. */
  readonly pids: () => ReadonlySet<number>;
  readonly join: (decisionId: string, newcomers: readonly ProcessKey[]) => void;
  /** Processes that ended: whoever gets their pids is not under treatment. */
  readonly forget: (ended: readonly ProcessKey[]) => void;
  readonly read: (decisionId: string, reading: EffectReading) => void;
}

const isSame =
  (process: ProcessKey) =>
  ({ pid, startTime }: ProcessKey): boolean =>
    pid === process.pid && startTime === process.startTime;

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
    ofProcess: (process) => [...byId.values()].find((one) => one.processes.some(isSame(process))) ?? null,
    all: () => [...byId.values()],
    pids: () => pids,
    join: (decisionId, newcomers) => {
      const one = byId.get(decisionId);
      const joining = newcomers.filter((key) => !one?.processes.some(isSame(key)));
      if (!one || joining.length === 0) return;
      one.processes = [...one.processes, ...joining.map(({ pid, startTime }) => ({ pid, startTime }))];
      recount();
    },
    forget: (ended) => {
      const gone = ended.filter(({ pid }) => pids.has(pid));
      if (gone.length === 0) return;
      for (const one of byId.values()) one.processes = one.processes.filter((key) => !gone.some(isSame(key)));
      recount();
    },
    read: (decisionId, reading) => {
      const one = byId.get(decisionId);
      if (!one) return;
      one.after.push(reading);
      if (one.after.length > effectWindow) one.after.shift();
    },
  };
}
