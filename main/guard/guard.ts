/**
 * The last word before anything is touched: Proposal -> Plan, or a refusal with its reason. The order of the checks is
 * the order in which a person would ask them.
 */
import type { Mode } from '../../contract/words.ts';
import type { LeverSupport, Plan } from '../act/intervention.ts';
import type { Proposal } from '../decide/case.ts';
import type { ProcessKey, ProcessReading, Snapshot } from '../sampler/snapshot.ts';
import type { App, Context } from '../workload/app.ts';
import type { ActionBudget } from './action-budget.ts';
import type { DroppedLever } from './bounds.ts';
import { isEmpty, reduceTo, withinBounds } from './bounds.ts';
import type { Debounce } from './debounce.ts';
import { immunityAgainst } from './immunity.ts';
import type { Locks } from './locks.ts';
import { inScope } from './scope.ts';

export type RefusalCode =
  | 'own'
  | 'gone'
  | 'identity'
  | 'scope'
  | 'immune'
  | 'locked'
  | 'tuner'
  | 'debounce'
  | 'paused'
  | 'budget'
  | 'unsupported'
  | 'not-undoable'
  | 'not-durable';

export type Ruling =
  | { readonly kind: 'leave' }
  | { readonly kind: 'refuse'; readonly code: RefusalCode; readonly reason: string }
  | {
      readonly kind: 'observe' | 'ask' | 'act';
      readonly plan: Plan;
      /** Levers of the treatment that the plan goes without. */
      readonly dropped: readonly DroppedLever[];
    };

export interface GuardSettings {
  readonly mode: Mode;
  readonly scopeRoots: readonly number[] | null;
  readonly protectedPrograms: readonly string[];
}

/** What is asked of the guard: the proposal for an app, and who wants it. */
export interface Request {
  readonly decisionId: string;
  readonly app: App;
  readonly context: Context;
  readonly proposal: Pick<Proposal, 'action' | 'treatment' | 'tier'>;
  /** A person clicked: the mode and the debounce do not matter, safety does. */
  readonly byPerson: boolean;
  /** A person answered yes to this very plan. A standing "always" is the proposal's tier, and no yes to act while observing. */
  readonly approved: boolean;
  /** Limits a manual act to these processes of the app. */
  readonly only: readonly ProcessKey[] | null;
  /** A person set these very values: they replace what was chosen earlier. */
  readonly exact?: boolean;
}

export interface GuardDependencies {
  readonly ownPids: () => ReadonlySet<number>;
  readonly settings: () => GuardSettings;
  readonly support: (app: App, interactive: boolean) => Promise<readonly LeverSupport[]>;
  readonly locks: Locks;
  readonly debounce: Debounce;
  readonly budget: ActionBudget;
  /** Null when the journal can be written; else why not. */
  readonly journalProblem: () => string | null;
  readonly pausedUntil: () => number | null;
  /** Monotonic ms. */
  readonly now: () => number;
}

export interface Guard {
  readonly rule: (request: Request, snapshot: Snapshot) => Promise<Ruling>;
}

const refuse = (code: RefusalCode, reason: string): Ruling => ({ kind: 'refuse', code, reason });

export function createGuard(deps: GuardDependencies): Guard {
  return {
    rule: async (request, snapshot) => {
      const { app, proposal, byPerson } = request;
      if (proposal.action === 'none') return { kind: 'leave' };
      const settings = deps.settings();

      const immunity = immunityAgainst(proposal.action, app, byPerson, settings.protectedPrograms);
      if (immunity !== null) return refuse('immune', immunity);

      const members = membersToTreat(request, snapshot, deps, settings);
      if (members.kind === 'refuse') return members;

      if (request.context.games.some((pid) => members.processes.some((one) => one.pid === pid)) && !byPerson) {
        return refuse('tuner', 'GameMode looks after this game');
      }
      const rest = deps.debounce.remaining(app.id, deps.now());
      if (rest > 0 && !byPerson)
        return refuse('debounce', `it was given back a moment ago and rests for ${rest} s more`);
      const until = deps.pausedUntil();
      if (until !== null && !byPerson) return refuse('paused', 'BrainKernel is paused');

      // whoever has just clicked may be asked for a password
      const interactive = byPerson || request.approved;
      const bounded = reduceTo(await deps.support(app, interactive), withinBounds(proposal.treatment));
      if (isEmpty(bounded.treatment)) {
        const why = bounded.dropped.map(({ lever, why: reason }) => `${lever}: ${reason}`).join('; ');
        const undoable = bounded.dropped.some(({ kind }) => kind === 'not-undoable');
        return refuse(undoable ? 'not-undoable' : 'unsupported', why === '' ? 'no lever would change anything' : why);
      }

      const plan: Plan = {
        decisionId: request.decisionId,
        app,
        processes: members.processes,
        treatment: bounded.treatment,
        ...(request.exact === true && { exact: true }),
        ...(interactive && { interactive }),
      };
      const { dropped } = bounded;
      if (interactive) return mayAct(plan, dropped, deps);
      if (settings.mode === 'observe') return { kind: 'observe', plan, dropped };
      const needsWord = settings.mode === 'assist' || proposal.action === 'freeze' || proposal.action === 'end';
      if (needsWord && proposal.tier !== 'user') return { kind: 'ask', plan, dropped };
      return mayAct(plan, dropped, deps);
    },
  };
}

function mayAct(plan: Plan, dropped: readonly DroppedLever[], deps: GuardDependencies): Ruling {
  const problem = deps.journalProblem();
  if (problem !== null)
    return refuse('not-durable', `nothing is changed while the journal cannot be written: ${problem}`);
  if (!deps.budget.take(deps.now())) return refuse('budget', 'too many interventions in the last minute');
  return { kind: 'act', plan, dropped };
}

type Members =
  | { readonly kind: 'members'; readonly processes: readonly ProcessKey[] }
  | Extract<Ruling, { readonly kind: 'refuse' }>;

/** The processes of the app that are still themselves, in scope, unlocked and not our own. */
function membersToTreat(
  { app, only, byPerson }: Request,
  snapshot: Snapshot,
  { ownPids, locks }: GuardDependencies,
  { scopeRoots }: GuardSettings,
): Members {
  const wanted = only ?? app.processes;
  const alive = wanted.filter(({ pid, startTime }) => snapshot.processes.get(pid)?.startTime === startTime);
  if (alive.length === 0) return { kind: 'refuse', code: 'gone', reason: 'it has ended' };

  const own = ownPids();
  const others = alive.filter(({ pid }) => !own.has(pid));
  if (others.length === 0) return { kind: 'refuse', code: 'own', reason: 'BrainKernel does not treat itself' };

  const within = others.filter(({ pid }) => inScope(pid, snapshot.processes, scopeRoots));
  if (within.length === 0)
    return { kind: 'refuse', code: 'scope', reason: 'it is outside of the scope set for this run' };

  const free = byPerson ? within : within.filter((process) => locks.get(process) === null);
  if (free.length === 0) {
    const lock = within.map((process) => locks.get(process)).find((found) => found !== null);
    return { kind: 'refuse', code: 'locked', reason: lock?.reason ?? 'a person set its values by hand' };
  }
  return { kind: 'members', processes: free.map(keyOf) };
}

const keyOf = ({ pid, startTime }: ProcessKey | ProcessReading): ProcessKey => ({ pid, startTime });
