/** Ends an intervention: what still has our value is restored, what somebody changed is left alone and said. */
import type { Decision } from '../../contract/decision.ts';
import type { DecisionStatus } from '../../contract/words.ts';
import type { Actor, RestoreFinding, RestoreReport } from '../act/intervention.ts';
import type { EngineParts } from './parts.ts';

export interface GiveBackParts extends Pick<EngineParts, 'inForce' | 'decisions' | 'clock' | 'notices' | 'locks'> {
  readonly actor: Pick<Actor, 'restore'>;
}

/** Restores and closes the decision with `status`; `why` becomes part of its story. */
export async function giveBack(
  parts: GiveBackParts,
  decisionId: string,
  status: DecisionStatus,
  why: string,
): Promise<Decision | null> {
  const report = await parts.actor.restore(decisionId);
  parts.inForce.remove(decisionId);
  return tellStory(parts, report, status, why);
}

/** Writes what a restore found into the decision; used as well for what an earlier run left open. */
export function tellStory(
  parts: Omit<GiveBackParts, 'actor'>,
  report: RestoreReport,
  status: DecisionStatus,
  why: string,
): Decision | null {
  const { decisions, clock, notices, locks } = parts;
  const at = clock.now();
  const decision = decisions.get(report.decisionId);
  if (!decision) return null;
  const notes = [...decision.notes, { at, text: why }];
  for (const finding of report.findings) {
    if (finding.kind === 'drifted') {
      const text = driftText(finding);
      notes.push({ at, text });
      notices.add('info', 'left-alone', `${decision.app.name}: ${text}`);
      if ('pid' in finding.change.target) {
        const { pid, startTime } = finding.change.target;
        locks.add({ process: { pid, startTime }, appId: decision.app.id, reason: text, at });
      }
    }
    if (finding.kind === 'failed') {
      const text = `${finding.change.lever} of ${targetText(finding)} could not be given back: ${finding.reason ?? 'unknown reason'}`;
      notes.push({ at, text });
      notices.add('error', 'restore-failed', `${decision.app.name}: ${text}`);
    }
  }
  return decisions.update(decision.id, { status, notes });
}

function driftText(finding: RestoreFinding): string {
  const { change, found } = finding;
  return `somebody set ${change.lever} of ${targetText(finding)} from ${change.after} to ${found ?? 'another value'}; it is left as it is`;
}

function targetText({ change }: RestoreFinding): string {
  const { target } = change;
  switch (target.kind) {
    case 'thread':
      return `thread ${target.tid} of process ${target.pid}`;
    case 'process':
      return `process ${target.pid}`;
    case 'autogroup':
      return `session group ${target.group}`;
    case 'unit':
      return target.unit;
  }
}
