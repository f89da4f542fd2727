import { fail, ok } from '../../result.ts';
import { failureOf } from './failure.ts';
import type { ThreadLever } from './lever.ts';

/** nice of each thread (setpriority(2)): `-20` .. `19`. POSIX means processes; Linux means threads. */
export const nice: ThreadLever = {
  lever: 'nice',
  read: (thread) => ok(String(thread.nice)),
  write: (tid, value, calls) => {
    const written = calls.setNice(tid, Number(value));
    return written.ok ? ok(null) : fail(failureOf(written.error));
  },
  mayReplace: (before, after) => mayReplaceNice(Number(before), Number(after)),
};

/** A negative nice is somebody's choice. What is nicer already stays so, and only the untouched are favoured. */
export function mayReplaceNice(before: number, after: number): boolean {
  return after > 0 ? before >= 0 && before < after : before === 0 && after < 0;
}
