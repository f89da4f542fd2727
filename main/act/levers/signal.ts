import { constants } from 'node:os';
import { fail, ok } from '../../result.ts';
import { denied, failureOf, gone } from './failure.ts';
import type { ProcessLever } from './lever.ts';

/** Ending a process: `TERM` or `KILL` through a pidfd, so that it can only reach the process that was meant. */
export const signal: ProcessLever = {
  lever: 'signal',
  inherited: false,
  read: (held) => (held.stat() === null ? fail(gone) : ok('running')),
  write: (held, value) => {
    if (value !== 'TERM' && value !== 'KILL') return fail(denied(`the signal ${value} is not sent`));
    const sent = held.signal(constants.signals[`SIG${value}`]);
    return sent.ok ? ok(null) : fail(failureOf(sent.error));
  },
  mayReplace: (_, after) => after === 'TERM' || after === 'KILL',
};
