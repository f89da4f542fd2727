import { fail, ok } from '../../result.ts';
import { denied, failureOf } from './failure.ts';
import type { ThreadLever } from './lever.ts';

/** include/uapi/linux/sched.h */
const numbers: Readonly<Record<string, number>> = { other: 0, batch: 3, idle: 5 };
const SCHED_RESET_ON_FORK = 0x4000_0000;

const harshness = (policy: string): number => ['other', 'batch', 'idle'].indexOf(policy);

/**
 * The scheduling policy of each thread (sched_setscheduler(2)): `other`, `batch` or `idle`. The kernel keeps the nice
 * value. Real-time and deadline threads are never touched: somebody promised them a CPU.
 */
export const schedPolicy: ThreadLever = {
  lever: 'schedPolicy',
  read: (thread) => ok(thread.schedPolicy),
  write: (tid, value, calls) => {
    const policy = numbers[value];
    if (policy === undefined) return fail(denied(`the policy ${value} is not given to anybody`));
    const now = calls.getScheduler(tid);
    if (!now.ok) return fail(failureOf(now.error));
    // without privilege the flag may be set but not cleared (sched(7)), so it is carried over
    const written = calls.setScheduler(tid, policy | (now.value & SCHED_RESET_ON_FORK));
    return written.ok ? ok(null) : fail(failureOf(written.error));
  },
  mayReplace: (before, after) => harshness(before) >= 0 && harshness(before) < harshness(after),
};
