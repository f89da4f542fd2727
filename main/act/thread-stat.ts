import { closeSync, openSync, readSync } from 'node:fs';
import { StatLine } from '../sampler/parse/stat-line.ts';
import { schedulingPolicy } from '../sampler/scheduling-policy.ts';
import type { SchedPolicy } from '../sampler/snapshot.ts';

/** What a stat file says that matters when acting on a thread, read at this moment. */
export interface ThreadStat {
  readonly tid: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
  readonly parentPid: number;
  readonly processGroup: number;
  readonly kernelThread: boolean;
  /** One letter, proc_pid_stat(5). */
  readonly state: string;
  readonly nice: number;
  readonly schedPolicy: SchedPolicy;
}

const buffer = Buffer.alloc(4096);
const line = new StatLine();

/** Reads /proc/PID/stat, or of one thread /proc/PID/task/TID/stat; null once it has ended. */
export function readThreadStat(path: string): ThreadStat | null {
  const length = readInto(path);
  if (length === null || !line.parse(buffer, length) || line.dead) return null;
  return {
    tid: line.pid,
    startTime: line.startTime,
    parentPid: line.parentPid,
    processGroup: line.processGroup,
    kernelThread: line.kernelThread,
    state: String.fromCharCode(line.state),
    nice: line.nice,
    schedPolicy: schedulingPolicy(line.policy),
  };
}

function readInto(path: string): number | null {
  try {
    const descriptor = openSync(path, 'r');
    try {
      return readSync(descriptor, buffer, 0, buffer.length, 0);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // it ended between two reads
    return null;
  }
}
