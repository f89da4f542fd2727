import { readFileSync, readdirSync } from 'node:fs';
import { readOnce } from './held-file.ts';
import { parseAuxv } from './parse/auxv.ts';
import type { KernelUnits } from './parse/auxv.ts';
import { parseDescriptorLimit } from './parse/limits.ts';
import { StatLine } from './parse/stat-line.ts';

/** Single facts of /proc for those who need one at the moment of acting, not once a second. */

/**
 * Start time of a process, or of one of its threads: clock ticks since boot (field 22 of stat). With the pid it names a
 * process for as long as the machine is up. Null when it has ended or may not be read.
 */
export function readStartTime(pid: number, tid: number = pid, procRoot = '/proc'): number | null {
  const buffer = Buffer.allocUnsafe(4096);
  const path = tid === pid ? `${procRoot}/${pid}/stat` : `${procRoot}/${pid}/task/${tid}/stat`;
  const length = readOnce(path, buffer);
  const stat = new StatLine();
  return length > 0 && stat.parse(buffer, length) && stat.pid === tid ? stat.startTime : null;
}

/** Ids of all threads of a process, the main thread's first while it lives; empty when the process has ended. */
export function readThreadIds(pid: number, procRoot = '/proc'): readonly number[] {
  try {
    return readdirSync(`${procRoot}/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}

/** Random id of this boot (random(4)); null where it may not be read. Start times compare within one boot alone. */
export function readBootId(procRoot = '/proc'): string | null {
  return text(`${procRoot}/sys/kernel/random/boot_id`)?.trim() ?? null;
}

/** Tick and page size of the running kernel. */
export function readKernelUnits(procRoot = '/proc'): KernelUnits {
  const buffer = Buffer.allocUnsafe(4096);
  return parseAuxv(buffer.subarray(0, Math.max(0, readOnce(`${procRoot}/self/auxv`, buffer))));
}

/** Descriptors this process may have open (soft RLIMIT_NOFILE); 1024, the usual limit, when it cannot be told. */
export function readDescriptorLimit(procRoot = '/proc'): number {
  return parseDescriptorLimit(text(`${procRoot}/self/limits`) ?? '') ?? 1024;
}

function text(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
