import { Cursor } from './cursor.ts';

const cursor = new Cursor();

export interface ThreadSchedule {
  /** Nanoseconds spent waiting on a run queue. */
  readonly runDelay: number;
  /** Times it was given a CPU. */
  readonly slices: number;
}

/** /proc/PID/task/TID/schedstat (Documentation/scheduler/sched-stats.rst): run time, wait time, timeslices. */
export function parseSchedstat(bytes: Uint8Array, length: number): ThreadSchedule | null {
  cursor.over(bytes, 0, length).skip(1);
  const runDelay = cursor.integer();
  const slices = cursor.integer();
  return cursor.failed ? null : { runDelay, slices };
}
