/** Proposal and ruling -> the Decision as it is kept and shown. Pure. */
import type { Decision } from '../../contract/decision.ts';
import type { DecisionStatus } from '../../contract/words.ts';
import type { Proposal } from '../decide/case.ts';
import type { Ruling } from '../guard/guard.ts';
import { printable } from '../printable.ts';
import type { App } from '../workload/app.ts';
import { evidenceOfTrust } from '../workload/trust-evidence.ts';

export interface Latency {
  readonly context: number;
  readonly inference: number;
  readonly safety: number;
}

/** @param at epoch ms */
export function composeDecision(
  id: string,
  at: number,
  app: App,
  proposal: Proposal,
  ruling: Ruling,
  latency: Latency,
): Decision {
  const first = app.processes[0];
  const planned = 'plan' in ruling ? ruling.plan.processes : app.processes;
  return {
    id,
    at,
    app: { id: app.id, name: printable(app.name), category: app.category },
    target: { pid: first?.pid ?? 0, startTime: first?.startTime ?? 0, exe: app.program.exe, unit: app.unit },
    programKey: app.program.key,
    processes: planned.map(({ pid, startTime }) => ({ pid, startTime })),
    action: proposal.action,
    levers: [],
    tier: proposal.tier,
    decider: proposal.decider,
    confidence: proposal.confidence,
    explanation: proposal.explanation,
    sentence: proposal.sentence,
    evidence: [...proposal.evidence, ...evidenceOfTrust(app)],
    rejected: [...proposal.rejected],
    status: statusOf(ruling),
    refusal: ruling.kind === 'refuse' ? { code: ruling.code, reason: ruling.reason } : null,
    notes: leftOut(ruling).map((text) => ({ at, text })),
    latencyMs: { ...latency, total: latency.context + latency.inference + latency.safety },
    cost: proposal.cost,
    exchangeId: proposal.exchangeId,
    feedback: null,
    effect: null,
  };
}

/** What would have worked but could not have been undone is part of the story; what this machine lacks is in its regime. */
function leftOut(ruling: Ruling): readonly string[] {
  if (!('dropped' in ruling)) return [];
  return ruling.dropped
    .filter(({ kind }) => kind === 'not-undoable')
    .map(({ lever, why }) => `${lever} was not used, as it could not be undone: ${why}`);
}

function statusOf(ruling: Ruling): DecisionStatus {
  switch (ruling.kind) {
    case 'leave':
    case 'observe':
    case 'act': // until the levers have been pulled it is no more than that
      return 'observed';
    case 'refuse':
      return 'refused';
    case 'ask':
      return 'awaiting-approval';
  }
}
