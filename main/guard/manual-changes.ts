/**
 * Notices that somebody reniced or rescheduled a process that runs: between two snapshots its nice or policy changed,
 * and not by us. What a program does to itself in its first seconds is its start-up, not a person's word.
 */
import type { ProcessKey, ProcessReading, Snapshot } from '../sampler/snapshot.ts';

export interface ManualChange {
  readonly process: ProcessKey;
  readonly what: string;
}

/** ms after its first sight during which a process may still be setting itself up. */
const startUpMs = 3_000;

interface Seen {
  readonly startTime: number;
  nice: number;
  policy: ProcessReading['schedPolicy'];
}

export interface ManualChanges {
  /** Changes since the last snapshot, processes of `ours` left out (what they have is compared by the journal). */
  readonly since: (snapshot: Snapshot, ours: ReadonlySet<number>) => readonly ManualChange[];
}

export function createManualChanges(): ManualChanges {
  const seen = new Map<number, Seen>();
  /** What was ours at the last snapshot: giving back since then was no word of a person. */
  let oursBefore: ReadonlySet<number> = new Set();
  return {
    since: (snapshot, ours) => {
      const changes: ManualChange[] = [];
      const untilNow = oursBefore;
      oursBefore = ours;
      for (const { pid } of snapshot.ended) seen.delete(pid);
      for (const process of snapshot.processes.values()) {
        if (process.kernelThread) continue;
        const before = seen.get(process.pid);
        if (before?.startTime !== process.startTime) {
          seen.set(process.pid, { startTime: process.startTime, nice: process.nice, policy: process.schedPolicy });
          continue;
        }
        const what = changed(before, process);
        before.nice = process.nice;
        before.policy = process.schedPolicy;
        const byUs = ours.has(process.pid) || untilNow.has(process.pid);
        if (what !== null && !byUs && snapshot.at - process.firstSeen >= startUpMs) {
          changes.push({ process: { pid: process.pid, startTime: process.startTime }, what });
        }
      }
      return changes;
    },
  };
}

function changed(before: Seen, now: ProcessReading): string | null {
  if (before.nice !== now.nice) return `nice ${before.nice} -> ${now.nice}`;
  if (before.policy !== now.schedPolicy) return `policy ${before.policy} -> ${now.schedPolicy}`;
  return null;
}
