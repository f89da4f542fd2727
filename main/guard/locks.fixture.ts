/** Keepers of locks for tests that are not about the disk. */
import type { Lock, LockKeeper } from './locks.ts';

export const keeperOf = (kept: Map<number, Lock>): LockKeeper => ({
  list: () => [...kept.values()],
  put: (lock) => void kept.set(lock.process.pid, lock),
  remove: ({ pid }) => void kept.delete(pid),
});

export const forgetful = (): LockKeeper => keeperOf(new Map());
