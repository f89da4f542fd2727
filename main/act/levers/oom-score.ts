import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { fail, ok } from '../../result.ts';
import { fileFailure, gone } from './failure.ts';
import type { ProcessLever } from './lever.ts';

/**
 * oom_score_adj (proc_pid_oom_score_adj(5)): `-1000` .. `1000`. Anybody may raise that of an own process and take it
 * back down to the lowest value that a privileged process ever gave it (fs/proc/base.c, __set_oom_adj), so undoing
 * needs no privilege.
 */
export const oomScore: ProcessLever = {
  lever: 'oomScore',
  inherited: true,
  read: ({ key }) => {
    try {
      return ok(readFileSync(`/proc/${key.pid}/oom_score_adj`, 'latin1').trim());
    } catch (error) {
      return fail(fileFailure(error, 'oom_score_adj'));
    }
  },
  write: (held, value) => {
    try {
      // the descriptor belongs to whoever had the pid when it was opened; the check after it makes sure that is ours
      const descriptor = openSync(`/proc/${held.key.pid}/oom_score_adj`, 'r+');
      try {
        if (held.stat() === null) return fail(gone);
        writeSync(descriptor, value);
        return ok(null);
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      return fail(fileFailure(error, 'oom_score_adj'));
    }
  },
  mayReplace: (before, after) => Number(before) >= 0 && Number(before) < Number(after),
};
