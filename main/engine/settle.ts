/** An answer becomes a decision: only when it says something new about the app, and only after the guard has spoken. */
import type { Approval, Decision } from '../../contract/decision.ts';
import type { Mode } from '../../contract/words.ts';
import type { Answer } from '../decide/decide.ts';
import type { Case, Proposal } from '../decide/case.ts';
import type { Request, Ruling } from '../guard/guard.ts';
import { approvalLifeMs } from '../record/approvals.ts';
import { composeDecision } from '../record/compose.ts';
import type { Snapshot } from '../sampler/snapshot.ts';
import type { App } from '../workload/app.ts';
import { applyPlan } from './apply.ts';
import type { EffectHistory } from './effect-history.ts';
import { giveBack } from './give-back.ts';
import type { EngineParts } from './parts.ts';

/** What was last said about an app, so that the same thing is not said every ten seconds. */
interface Stance {
  readonly action: Proposal['action'];
  readonly decider: string;
  readonly mode: Mode;
  readonly outcome: string;
}

export interface StageLatency {
  readonly context: number;
  readonly decide: number;
}

export interface Settler {
  readonly settle: (answer: Answer, snapshot: Snapshot, latency: StageLatency) => Promise<void>;
  /** The app's story took a turn (undo, mode change): the next answer counts as new. */
  readonly forget: (appId: string) => void;
  readonly forgetAll: () => void;
}

export function createSettler(parts: EngineParts, history: EffectHistory): Settler {
  const stances = new Map<string, Stance>();

  const settle: Settler['settle'] = async ({ subject, proposal }, snapshot, latency) => {
    const { app } = subject;
    if (proposal === null || parts.approvals.ofApp(app.id)) return;
    const current = parts.inForce.ofApp(app.id);
    if (current.some((one) => one.byPerson)) return;
    const [treatment] = current;
    if (treatment) {
      if (treatment.action === proposal.action || !isFirmer(proposal, subject)) return;
      await giveBack(parts, treatment.decisionId, 'expired', `given back: ${proposal.explanation}`);
    }
    const { mode } = parts.settings.get();
    const stance = stances.get(app.id);
    const same = stance?.action === proposal.action && stance.decider === proposal.decider && stance.mode === mode;
    if (same && stance.outcome === 'said' && !treatment) return;

    const begun = parts.clock.monotonic();
    const request = requestFor(parts.newId(), subject, proposal);
    const ruling = await parts.guard.rule(request, snapshot);
    if (ruling.kind === 'refuse' && (ruling.code === 'debounce' || (same && stance.outcome === ruling.code))) return;
    stances.set(app.id, {
      action: proposal.action,
      decider: proposal.decider,
      mode,
      outcome: outcomeOf(ruling),
    });

    const inference = inferenceMs(parts, proposal, latency);
    const safety = parts.clock.monotonic() - begun;
    const stages = { context: latency.context, inference, safety };
    const decision = composeDecision(request.decisionId, parts.clock.now(), app, proposal, ruling, stages);
    parts.metrics.record(decision.at, { 'decision.latency': decision.latencyMs.total });
    parts.experience.decided(await carryOut(parts, history, decision, ruling, request), subject, proposal);
  };

  return {
    settle,
    forget: (appId) => stances.delete(appId),
    forgetAll: () => stances.clear(),
  };
}

/** What a refusal said is remembered by its code; an applied treatment must be free to come again after its end. */
const outcomeOf = (ruling: Ruling): string =>
  ruling.kind === 'refuse' ? ruling.code : ruling.kind === 'act' || ruling.kind === 'ask' ? 'treated' : 'said';

/** An app under treatment is only re-treated when it came to the front, or when the new answer is a stronger one. */
const isFirmer = (proposal: Proposal, subject: Case): boolean =>
  subject.foreground || proposal.tier === 'user' || proposal.action === 'throttle';

function requestFor(decisionId: string, subject: Case, proposal: Proposal): Request {
  return {
    decisionId,
    app: subject.app,
    context: subject.context,
    proposal,
    byPerson: false,
    approved: false,
    only: null,
  };
}

/** The model's own time for a decision that it led to; else the time the tiers took. */
function inferenceMs(parts: EngineParts, proposal: Proposal, latency: StageLatency): number {
  if (proposal.tier !== 'llm' || proposal.exchangeId === null) return latency.decide;
  return parts.exchanges.durationOf(proposal.exchangeId) ?? latency.decide;
}

/** Keeps the decision, and acts, asks, or leaves it at the words. */
export async function carryOut(
  parts: EngineParts,
  history: EffectHistory,
  decision: Decision,
  ruling: Ruling,
  request: Request,
): Promise<Decision> {
  if (ruling.kind === 'act') {
    parts.decisions.prepare(decision);
    return await applyPlan(parts, history, decision, ruling.plan, request);
  }
  parts.decisions.add(decision);
  if (ruling.kind === 'ask') parts.approvals.add({ approval: approvalFor(decision, request.app), request });
  return decision;
}

function approvalFor(decision: Decision, app: App): Approval {
  return {
    id: decision.id,
    decisionId: decision.id,
    at: decision.at,
    expiresAt: decision.at + approvalLifeMs,
    app: { id: app.id, name: decision.app.name, category: app.category },
    action: decision.action,
    explanation: decision.explanation,
    sentence: decision.sentence,
  };
}
