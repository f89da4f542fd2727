/** `scope.roots`: act only on these processes and their descendants. Pure. */
import type { ProcessReading } from '../sampler/snapshot.ts';

/**
 * Whether a process descends from one of the roots (the roots included). A root that has ended keeps no descendants:
 * orphans belong to another parent.
 * @param roots null: no limit; empty: nothing is in scope
 */
export function inScope(
  pid: number,
  processes: ReadonlyMap<number, Pick<ProcessReading, 'parentPid'>>,
  roots: readonly number[] | null,
): boolean {
  if (roots === null) return true;
  const seen = new Set<number>();
  for (let at = pid; at > 0 && !seen.has(at);) {
    if (roots.includes(at)) return true;
    seen.add(at);
    const parent = processes.get(at);
    if (!parent) return false;
    at = parent.parentPid;
  }
  return false;
}
