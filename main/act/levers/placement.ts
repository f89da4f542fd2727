import { fail, ok } from '../../result.ts';
import { controlGroupOf, moveTo } from '../control-group.ts';
import { fileFailure, gone } from './failure.ts';
import type { ProcessLever } from './lever.ts';

/**
 * Which cgroup a process is in. Moving into a scope of ours is asked of systemd, for all processes at once; this is
 * the way back. Between cgroups of the user's own manager anybody may move an own process; out of a login session's
 * scope there is a way (the manager asks process 1), back into it there is none without privilege.
 */
export const placement: Pick<ProcessLever, 'read' | 'write'> = {
  read: (held) => {
    const group = controlGroupOf(held.key.pid);
    return group === null || held.stat() === null ? fail(gone) : ok(group);
  },
  write: (held, group) => {
    if (held.stat() === null) return fail(gone);
    try {
      moveTo(group, held.key.pid);
      return ok(null);
    } catch (error) {
      return fail(fileFailure(error, `move back to ${group}`));
    }
  },
};
