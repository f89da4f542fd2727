/** Values that a person (or another tool) set are locks: whoever holds one is not treated. */
import type { ProcessKey } from '../sampler/snapshot.ts';

export interface Lock {
  readonly process: ProcessKey;
  readonly appId: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Port: where locks outlive this run of ours. */
export interface LockKeeper {
  readonly list: () => readonly Lock[];
  readonly put: (lock: Lock) => void;
  readonly remove: (process: ProcessKey) => void;
}

export interface Locks {
  readonly add: (lock: Lock) => void;
  readonly get: (process: ProcessKey) => Lock | null;
  readonly ofApp: (appId: string) => Lock | null;
  /** Forgets the locks of processes that ended. */
  readonly forget: (processes: readonly ProcessKey[]) => void;
  /** Forgets the locks of processes that ended while nobody watched. */
  readonly keepOnly: (alive: (process: ProcessKey) => boolean) => void;
}

const keyOf = ({ pid, startTime }: ProcessKey): string => `${pid}:${startTime}`;

export function createLocks(keeper: LockKeeper): Locks {
  const byProcess = new Map(keeper.list().map((lock) => [keyOf(lock.process), lock]));
  const forget = (process: ProcessKey): void => {
    if (byProcess.delete(keyOf(process))) keeper.remove(process);
  };
  return {
    add: (lock) => {
      const key = keyOf(lock.process);
      if (byProcess.has(key)) return;
      byProcess.set(key, lock);
      keeper.put(lock);
    },
    get: (process) => byProcess.get(keyOf(process)) ?? null,
    ofApp: (appId) => [...byProcess.values()].find((lock) => lock.appId === appId) ?? null,
    forget: (processes) => processes.forEach(forget),
    keepOnly: (alive) => {
      for (const { process } of [...byProcess.values()]) if (!alive(process)) forget(process);
    },
  };
}
