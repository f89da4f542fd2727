import type { SchedPolicy } from './snapshot.ts';

/** include/uapi/linux/sched.h: SCHED_NORMAL 0 .. SCHED_EXT 7; 4 is reserved (SCHED_ISO). */
const POLICIES: readonly SchedPolicy[] = ['other', 'fifo', 'rr', 'batch', 'unknown', 'idle', 'deadline', 'ext'];

/** The name of a policy number as in field 41 of /proc/PID/stat and sched_getscheduler(2). */
export function schedulingPolicy(number: number): SchedPolicy {
  return POLICIES[number] ?? 'unknown';
}
