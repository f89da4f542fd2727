import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok } from '../../result.ts';
import type { HeldProcess } from '../held-process.ts';
import { denied, errnoOf, fileFailure, gone } from './failure.ts';
import type { Pulled } from './failure.ts';

/** Without CAP_SYS_ADMIN the kernel takes ten writes a second from everybody together (kernel/sched/autogroup.c). */
const RATE_LIMIT_MS = 110;
const TRIES = 20;

/** One line of /proc/PID/autogroup, `/autogroup-22 nice 0`; null where the process has none. */
export function parseAutogroup(text: string): { readonly group: string; readonly nice: number } | null {
  const [, group, nice] = /^(\/autogroup-\d+) nice (-?\d+)\n?$/.exec(text) ?? [];
  return group === undefined ? null : { group, nice: Number(nice) };
}

/** The autogroup of a process, now; null when it has none or has ended. */
export function readAutogroup(pid: number): { readonly group: string; readonly nice: number } | null {
  try {
    return parseAutogroup(readFileSync(`/proc/${pid}/autogroup`, 'latin1'));
  } catch {
    return null;
  }
}

/**
 * The nice value of a whole session (sched(7), autogroup). Between autogroups it alone counts: nice of a thread is
 * only compared within its group. Anybody may set 0 .. 19 of an own process' group, and go back to 0.
 */
export const autogroupNice = {
  read: (held: HeldProcess, group: string): Pulled<string> => {
    const found = readAutogroup(held.key.pid);
    return found?.group === group && held.stat() !== null ? ok(String(found.nice)) : fail(gone);
  },
  write: async (held: HeldProcess, group: string, value: string): Promise<Pulled<null>> => {
    for (let left = TRIES; left > 0; left--) {
      const written = writeOnce(held, group, value);
      if (written !== 'again') return written;
      await delay(RATE_LIMIT_MS);
    }
    return fail(denied('autogroup: EAGAIN, others keep writing autogroup values'));
  },
} as const;

function writeOnce(held: HeldProcess, group: string, value: string): Pulled<null> | 'again' {
  try {
    const descriptor = openSync(`/proc/${held.key.pid}/autogroup`, 'r+');
    try {
      // the descriptor is of this process; it may have left for a session of its own since
      if (readAutogroup(held.key.pid)?.group !== group || held.stat() === null) return fail(gone);
      writeSync(descriptor, value);
      return ok(null);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return errnoOf(error) === 'EAGAIN' ? 'again' : fail(fileFailure(error, 'autogroup'));
  }
}
