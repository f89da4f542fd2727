/**
 * How answers become treatments and end again, without levers: main/engine/settle.ts, main/engine/review.ts and the guard,
 * reduced to what a recording can tell. settling.test.ts holds it against those on the same sequences.
 *
 * Not part of it, since a recording cannot tell: an effect that turned out worse, locks, what the machine's levers can
 * do, and the bound on interventions a minute.
 */
import type { Answer } from '../../decide/decide.ts';
import type { Case, Proposal } from '../../decide/case.ts';
import { immunityAgainst } from '../../guard/immunity.ts';
import { cpuPressure, factsOf } from '../../policy/facts.ts';
import { limitsOf } from '../../policy/limits.ts';
import { approvalLifeMs } from '../../record/approvals.ts';
import type { App } from '../../workload/app.ts';
import type { Ending, ReplayedEvent } from './replayed.ts';
import type { RecordedCheck } from './recorded.ts';

/** As in main/engine/review.ts and main/engine/person.ts. */
const calmChecksBeforeRelease = 6;
const restAfterReleaseMs = 60_000;
const restAfterUndoMs = 60 * 60_000;

export interface Settling {
  /** One check: what the tiers answered, and which real treatments were undone since the last; those end here as well. */
  readonly check: (
    check: RecordedCheck,
    answers: readonly Answer[],
    undone: readonly Undone[],
  ) => readonly ReplayedEvent[];
  /** Everything is given back, as when the engine stops or pauses. */
  readonly stop: (at: number, monotonic: number) => readonly ReplayedEvent[];
}

/** A person took a treatment back, or its effect was worse than noise. */
export interface Undone {
  readonly appId: string;
  /** Not after a thumbs-down: what that asks for is a rule, and holds at once. */
  readonly rests: boolean;
}

interface Treatment {
  readonly app: App;
  readonly action: Proposal['action'];
  readonly since: number;
  calmChecks: number;
}

interface Stance {
  readonly action: Proposal['action'];
  readonly decider: string;
  readonly outcome: string;
}

export function createSettling(): Settling {
  const treated = new Map<string, Treatment>();
  const stances = new Map<string, Stance>();
  /** Monotonic ms until which an app rests. */
  const rests = new Map<string, number>();
  /** Epoch ms at which a question to the person expires. */
  const asked = new Map<string, number>();
  let events: ReplayedEvent[] = [];

  const giveBack = (one: Treatment, why: Ending, at: number, monotonic: number): void => {
    treated.delete(one.app.id);
    const seconds = (monotonic - one.since) / 1000;
    events.push({ kind: 'given-back', ...about(one.app), at, action: one.action, why, seconds });
  };

  const rest = (appId: string, until: number): void => {
    rests.set(appId, Math.max(until, rests.get(appId) ?? 0));
  };

  const settle = ({ subject, proposal }: Answer, { at, monotonic }: RecordedCheck): void => {
    const { app } = subject;
    if (proposal === null || asked.has(app.id)) return;
    const current = treated.get(app.id);
    if (current) {
      if (current.action === proposal.action || !isFirmer(proposal, subject)) return;
      giveBack(current, 'another', at, monotonic);
    }
    const { action, decider } = proposal;
    const stance = stances.get(app.id);
    const same = stance?.action === action && stance.decider === decider;
    if (same && stance.outcome === 'said' && !current) return;
    const outcome = rule(proposal, subject, (rests.get(app.id) ?? 0) > monotonic);
    if (outcome === 'resting' || (isRefusal(outcome) && same && stance.outcome === outcome)) return;
    stances.set(app.id, { action, decider, outcome: outcome === 'asked' ? 'treated' : outcome });
    events.push({ kind: 'decided', ...about(app), at, action, decider, outcome });
    if (outcome === 'asked') asked.set(app.id, at + approvalLifeMs);
    if (outcome === 'treated' && action !== 'end') {
      treated.set(app.id, { app, action, since: monotonic, calmChecks: 0 });
    }
  };

  const review = (one: Treatment, subject: Case | null, check: RecordedCheck): void => {
    const { at, monotonic } = check;
    const { id } = one.app;
    const over = subject === null ? check.gone.includes(id) : subject.foreground;
    if (over) {
      giveBack(one, subject === null ? 'ended' : 'foreground', at, monotonic);
      return;
    }
    const contended = subject === null ? isContended(check) : factsOf(subject).contended;
    one.calmChecks = contended ? 0 : one.calmChecks + 1;
    if (one.calmChecks < calmChecksBeforeRelease) return;
    rest(id, monotonic + restAfterReleaseMs);
    giveBack(one, 'calm', at, monotonic);
  };

  return {
    check: (check, answers, undone) => {
      const { at, monotonic } = check;
      events = [];
      for (const { appId, rests: mustRest } of undone) {
        if (mustRest) rest(appId, monotonic + restAfterUndoMs);
        const one = treated.get(appId);
        if (one) giveBack(one, 'undone', at, monotonic);
      }
      for (const answer of answers) settle(answer, check);
      const subjects = new Map(check.cases.map(({ subject }) => [subject.app.id, subject]));
      for (const one of [...treated.values()]) review(one, subjects.get(one.app.id) ?? null, check);
      for (const [appId, expiresAt] of asked) if (expiresAt <= at) asked.delete(appId);
      return events;
    },
    stop: (at, monotonic) => {
      events = [];
      for (const one of [...treated.values()]) giveBack(one, 'stopped', at, monotonic);
      for (const memory of [stances, rests, asked]) memory.clear();
      return events;
    },
  };
}

type Outcome = Extract<ReplayedEvent, { readonly kind: 'decided' }>['outcome'];

/** What the guard would say, in its order. */
function rule(proposal: Proposal, { app, context }: Case, resting: boolean): Outcome | 'resting' {
  const { action, tier } = proposal;
  if (action === 'none') return 'said';
  if (immunityAgainst(action, app, false, []) !== null) return 'immune';
  if (context.games.some((pid) => app.processes.some((one) => one.pid === pid))) return 'tuner';
  if (resting) return 'resting';
  return (action === 'freeze' || action === 'end') && tier !== 'user' ? 'asked' : 'treated';
}

const isRefusal = (outcome: Outcome): boolean => outcome === 'immune' || outcome === 'tuner';

/** As in main/engine/settle.ts. */
const isFirmer = (proposal: Proposal, subject: Case): boolean =>
  subject.foreground || proposal.tier === 'user' || proposal.action === 'throttle';

/** What `factsOf` says of an app too quiet to be recorded; the one that waits always is. */
const isContended = ({ waiting, system, strategy }: RecordedCheck): boolean =>
  waiting !== null || cpuPressure(system) > limitsOf(strategy).pressure;

const about = ({ id, name, category, program }: App) => ({ appId: id, programKey: program.key, name, category });
