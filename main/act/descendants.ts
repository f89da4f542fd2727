import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessKey } from '../sampler/snapshot.ts';
import { idsIn } from './held-process.ts';
import { readThreadStat } from './thread-stat.ts';
import type { ThreadStat } from './thread-stat.ts';

/** Processes read between two turns of the event loop. */
const BREATH = 200;

/** A process that one of the roots started, and which. */
export interface Descendant extends ProcessKey {
  readonly root: ProcessKey;
}

/**
 * Processes that descend from one of `roots`, themselves not included: through parents, or, where a parent between has
 * ended, through the process group that a living root leads. What a root that has ended left behind cannot be told from
 * strangers any more and is not among them. Reads the stat file of every process, about 10 us each, with
 * turns for the event loop between.
 */
export async function descendantsOf(roots: readonly ProcessKey[]): Promise<readonly Descendant[]> {
  const rootOf = new Map<number, ProcessKey>();
  for (const root of roots) {
    if (readThreadStat(`/proc/${root.pid}/stat`)?.startTime === root.startTime) rootOf.set(root.pid, root);
  }
  if (rootOf.size === 0) return [];
  const leaders = new Map(rootOf);
  let open: ThreadStat[] = [];
  for (const [index, pid] of idsIn('/proc').entries()) {
    if (index % BREATH === 0) await nextTurn();
    const stat = leaders.has(pid) ? null : readThreadStat(`/proc/${pid}/stat`);
    if (stat !== null) open.push(stat);
  }
  const found: Descendant[] = [];
  for (;;) {
    const strangers: ThreadStat[] = [];
    for (const one of open) {
      const root = rootOf.get(one.parentPid) ?? leaders.get(one.processGroup);
      if (root === undefined || root.startTime > one.startTime) strangers.push(one);
      else {
        rootOf.set(one.tid, root);
        found.push({ pid: one.tid, startTime: one.startTime, root });
      }
    }
    if (strangers.length === open.length) return found;
    open = strangers;
  }
}
