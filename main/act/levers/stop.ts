import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok } from '../../result.ts';
import type { HeldProcess } from '../held-process.ts';
import { denied, failureOf, gone } from './failure.ts';
import type { Pulled } from './failure.ts';
import type { ProcessLever } from './lever.ts';

/** A busy thread stops at its next return to user space; one in an uninterruptible wait only after it. */
const PATIENCE_MS = 1_000;
const LOOK_EVERY_MS = 5;

/**
 * Freezing what has no unit of its own: SIGSTOP and SIGCONT through a pidfd. `running` or `stopped`; `traced` belongs
 * to a debugger. What was stopped before is not ours and stays stopped.
 */
export const stop: ProcessLever = {
  lever: 'freeze',
  inherited: false,
  read: (held) => {
    const state = held.stat()?.state;
    if (state === undefined) return fail(gone);
    return ok(state === 'T' ? 'stopped' : state === 't' ? 'traced' : 'running');
  },
  write: (held, value) => change(held, value),
  mayReplace: (before, after) => before === 'running' && after === 'stopped',
};

async function change(held: HeldProcess, value: string): Promise<Pulled<null>> {
  if (value !== 'stopped' && value !== 'running') return fail(denied(`${value} is no state to bring a process into`));
  const sent = held.signal(value === 'stopped' ? constants.signals.SIGSTOP : constants.signals.SIGCONT);
  if (!sent.ok) return fail(failureOf(sent.error));
  const patience = AbortSignal.timeout(PATIENCE_MS);
  while (!patience.aborted) {
    const found = stop.read(held);
    if (!found.ok) return found;
    if (found.value === value) return ok(null);
    await delay(LOOK_EVERY_MS);
  }
  // the signal is on its way; the kernel delivers it when the thread leaves its wait
  return ok(null);
}
