/** What a person does: undo, thumbs, answers, manual acts. Each is carried out at once and said in the decision. */
import { CallError } from '../../contract/calls.ts';
import type { ManualSetting } from '../../contract/calls.ts';
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import type { Action } from '../../contract/words.ts';
import type { Case, Proposal, Treatment } from '../decide/case.ts';
import { manualTreatment } from '../decide/tiers/person.ts';
import { say } from '../../contract/sentences.ts';
import { withinBounds } from '../guard/bounds.ts';
import type { PersonRule } from '../learn/person-rules.ts';
import type { SignalKind } from '../learn/sample.ts';
import { featuresOf } from '../learn/thumbs.ts';
import { wordOf } from '../learn/word-of.ts';
import { treatments } from '../policy/treatments.ts';
import { composeDecision } from '../record/compose.ts';
import type { ProcessKey, Snapshot } from '../sampler/snapshot.ts';
import type { App, Context } from '../workload/app.ts';
import type { EffectHistory } from './effect-history.ts';
import { giveBack } from './give-back.ts';
import { handSetAction, handSetTreatment, withLever } from './hand-set.ts';
import type { EngineParts } from './parts.ts';
import type { Settler } from './settle.ts';
import { carryOut } from './settle.ts';

/** ms an app is left alone after a person undid its treatment. */
const restAfterUndoMs = 60 * 60_000;

export interface ThumbGiven {
  readonly verdict: 'up' | 'down' | null;
  readonly reason: FeedbackReason | null;
  readonly note: string | null;
}

export interface PersonActs {
  readonly undo: (id: string) => Promise<Decision>;
  /** A thumbs-down gives back at once what it is about. */
  readonly feedback: (id: string, thumb: ThumbGiven) => Promise<Decision>;
  readonly answer: (id: string, answer: 'approve' | 'reject', always: boolean) => Promise<Decision>;
  readonly treat: (process: ProcessKey, action: Action, confirmed: boolean) => Promise<Decision>;
  /** Sets one lever to a value a person chose. */
  readonly set: (process: ProcessKey, setting: ManualSetting) => Promise<Decision>;
  readonly restore: (process: ProcessKey) => Promise<Decision>;
}

/** The engine's eyes at this moment. */
export interface Now {
  readonly snapshot: Snapshot;
  readonly context: Context;
  /** An app as a case; null while it is too young to be judged. */
  readonly caseOf: (appId: string) => Case | null;
}

export function createPersonActs(
  parts: EngineParts,
  settler: Settler,
  history: EffectHistory,
  now: () => Now,
): PersonActs {
  const { decisions, inForce, debounce, rules, approvals, clock, experience } = parts;

  const found = (id: string): Decision => {
    const decision = decisions.get(id);
    if (!decision) throw new CallError('not-found', 'There is no such decision (any more).');
    return decision;
  };

  const undo: PersonActs['undo'] = async (id) => {
    const decision = found(id);
    if (!inForce.get(id))
      throw new CallError('conflict', 'This decision is not in force, so there is nothing to undo.');
    debounce.rest(decision.app.id, clock.monotonic() + restAfterUndoMs);
    settler.forget(decision.app.id);
    // to take one's own act back says nothing about the machine's
    if (decision.tier !== 'user') experience.deed(decision, 'undo');
    return (await giveBack(parts, id, 'undone', 'you undid it')) ?? decision;
  };

  const appOf = (process: ProcessKey): App => {
    const app = parts.workload.appOf(process);
    if (!app || now().snapshot.processes.get(process.pid)?.startTime !== process.startTime) {
      throw new CallError('not-found', `Process ${process.pid} has ended; nothing was changed.`);
    }
    return app;
  };

  /** What the process is under now is given back once the guard has let the new plan through. */
  const byHand = async (
    process: ProcessKey,
    app: App,
    proposal: Proposal,
    asked: ManualSetting['lever'] | null,
  ): Promise<Decision> => {
    const { snapshot, context } = now();
    const begun = clock.monotonic();
    const wish = { decisionId: parts.newId(), app, context, proposal, byPerson: true, approved: true };
    const request = { ...wish, only: [process], exact: asked !== null };
    const ruling = withLever(asked, await parts.guard.rule(request, snapshot));
    const replaced = ruling.kind === 'act' ? inForce.ofProcess(process) : null;
    if (replaced) {
      const what = asked === null ? 'you chose another treatment' : 'you set another value';
      if (!replaced.byPerson) experience.deed(decisions.get(replaced.decisionId), deedOf(proposal.action));
      await giveBack(parts, replaced.decisionId, 'undone', what);
    }
    const latency = { context: 0, inference: 0, safety: clock.monotonic() - begun };
    const composed = composeDecision(request.decisionId, clock.now(), app, proposal, ruling, latency);
    const exe = snapshot.processes.get(process.pid)?.identity.exe ?? composed.target.exe;
    const decision = { ...composed, target: { ...composed.target, ...process, exe } };
    const done = await carryOut(parts, history, decision, ruling, request);
    if (done.status === 'applied' && !replaced && done.action === 'hold-back') {
      experience.heldByHand(done, now().caseOf(app.id), proposal);
    }
    return done;
  };

  return {
    undo,

    feedback: async (id, { verdict, reason, note }) => {
      const decision = found(id);
      const { programKey } = decision;
      rules.change(wordOf(decision, verdict, reason, parts.memories.memoryOf(id), clock.now()));
      settler.forget(decision.app.id);
      if (verdict === null) parts.thumbs.remove(id);
      else
        parts.thumbs.put({
          decisionId: id,
          programKey,
          verdict,
          reason,
          note,
          features: featuresOf(decision),
          at: clock.now(),
        });
      experience.thumb(decision, verdict, reason);
      const feedback = verdict === null ? null : { verdict, reason, note, at: clock.now() };
      const told = decisions.update(id, { feedback }) ?? decision;
      if (verdict !== 'down' || inForce.get(id)?.byPerson !== false) return told;
      return (await giveBack(parts, id, 'undone', 'you gave it a thumbs-down')) ?? told;
    },

    answer: async (id, answer, always) => {
      const waiting = approvals.take(id);
      const decision = found(id);
      if (!waiting) throw new CallError('conflict', 'This question was answered already or has expired.');
      if (always) rules.say(ruleForGood(decision, answer, clock.now()));
      experience.deed(decision, answer === 'approve' ? 'approved' : 'rejected');
      if (answer === 'reject') {
        debounce.rest(decision.app.id, clock.monotonic() + restAfterUndoMs);
        const refusal = { code: 'rejected', reason: 'you said no' };
        return decisions.update(id, { status: 'refused', refusal }) ?? decision;
      }
      const ruling = await parts.guard.rule({ ...waiting.request, approved: true }, now().snapshot);
      if (ruling.kind === 'refuse') {
        return (
          decisions.update(id, { status: 'refused', refusal: { code: ruling.code, reason: ruling.reason } }) ?? decision
        );
      }
      return await carryOut(parts, history, decision, ruling, waiting.request);
    },

    treat: async (process, action, confirmed) => {
      const app = appOf(process);
      if (action === 'none') throw new CallError('bad-input', 'To give a process back, ask for "restore".');
      if (action === 'end' && !confirmed) throw new CallError('refused', 'Ending a program needs your confirmation.');
      const proposal = manualProposal(action, treatments[manualTreatment[action]]);
      return await byHand(process, app, proposal, null);
    },

    set: async (process, setting) => {
      const app = appOf(process);
      const treatment = handSetTreatment(setting, inForce.ofProcess(process)?.handSet ?? null);
      if (withinBounds(treatment).nice !== treatment.nice) {
        throw new CallError('bad-input', 'BrainKernel sets no nice value below -5: the desktop itself could starve.');
      }
      const nice = now().snapshot.processes.get(process.pid)?.nice ?? 0;
      return await byHand(process, app, manualProposal(handSetAction(setting, nice), treatment), setting.lever);
    },

    restore: async (process) => {
      const one = inForce.ofProcess(process);
      if (!one) throw new CallError('conflict', `BrainKernel does not treat process ${process.pid}.`);
      return await undo(one.decisionId);
    },
  };
}

/** What another act on a program under treatment says about that treatment. */
const deedOf = (action: Action): SignalKind => (action === 'end' ? 'kill' : 'renice');

function ruleForGood(
  { programKey, app: { name }, action }: Decision,
  answer: 'approve' | 'reject',
  at: number,
): PersonRule {
  return answer === 'approve'
    ? { kind: 'always', programKey, name, action, at }
    : { kind: 'never-touch', programKey, name, at };
}

function manualProposal(action: Action, treatment: Treatment): Proposal {
  return {
    action,
    treatment,
    tier: 'user',
    decider: 'person',
    confidence: 1,
    explanation: say('person.act', {}),
    sentence: { key: 'person.act', values: {} },
    evidence: [],
    rejected: [],
    cost: null,
    exchangeId: null,
  };
}
