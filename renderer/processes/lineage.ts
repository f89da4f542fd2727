import type { ProcessRow } from '../../contract/machine.ts';
import type { ProcessTable } from '../stores/processes.ts';

/** The processes a process descends from, oldest first. Ends where one is not seen, and at a circle of stale pids. */
export function lineageOf(process: ProcessRow, { rows }: Pick<ProcessTable, 'rows'>): readonly ProcessRow[] {
  const line: ProcessRow[] = [];
  const met = new Set([process.pid]);
  let parent = rows.get(process.parentPid);
  while (parent !== undefined && !met.has(parent.pid)) {
    met.add(parent.pid);
    line.unshift(parent);
    parent = rows.get(parent.parentPid);
  }
  return line;
}
