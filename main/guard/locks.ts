/** Values that a person (or another tool) set are locks: whoever holds one is not treated. */
import type { ProcessKey } from '../sampler/snapshot.ts';

export interface Lock {
  readonly process: ProcessKey;
  readonly appId: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Locks {
  readonly add: (lock: Lock) => void;
  readonly get: (process: ProcessKey) => Lock | null;
  readonly ofApp: (appId: string) => Lock | null;
  /** Forgets the locks of processes that ended. */
  readonly forget: (processes: readonly ProcessKey[]) => void;
}

const keyOf = ({ pid, startTime }: ProcessKey): string => `${pid}:${startTime}`;

export function createLocks(): Locks {
  const byProcess = new Map<string, Lock>();
  return {
    add: (lock) => {
      const key = keyOf(lock.process);
      if (!byProcess.has(key)) byProcess.set(key, lock);
    },
    get: (process) => byProcess.get(keyOf(process)) ?? null,
    ofApp: (appId) => [...byProcess.values()].find((lock) => lock.appId === appId) ?? null,
    forget: (processes) => {
      for (const process of processes) byProcess.delete(keyOf(process));
    },
  };
}
