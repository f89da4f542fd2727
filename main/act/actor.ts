/** The only part that changes a process: plans in, interventions out, every one of them in the journal first. */
import { readFileSync } from 'node:fs';
import type { LeverChange } from '../../contract/decision.ts';
import type { Lever } from '../../contract/words.ts';
import type { Clock } from '../clock.ts';
import type { ProcessKey } from '../sampler/snapshot.ts';
import { ChangeAccess } from './change-access.ts';
import { giveBackEntry } from './give-back.ts';
import { createHelperDesk } from './helper/desk.ts';
import { helperStatusOf } from './helper/status.ts';
import { asFound, intendedChanges } from './intended-changes.ts';
import type {
  Actor,
  ApplyOutcome,
  Change,
  Drift,
  JournalEntry,
  JournalStore,
  Plan,
  RestoreReport,
  ThreadValues,
} from './intervention.ts';
import { leverFacts } from './lever-facts.ts';
import { planLevers } from './lever-plan.ts';
import { leverSupport } from './lever-support.ts';
import { threadLever } from './levers-by-target.ts';
import { newThreads, isPlacement, pull } from './pull.ts';
import { driftsOf, newcomersTo } from './reconcile.ts';
import type { Newcomers } from './reconcile.ts';
import { serviceManagers } from './service-managers.ts';
import { loadSystemCalls } from './system-calls.ts';

export interface ActorDependencies {
  readonly journal: JournalStore;
  readonly clock: Clock;
  /** Where the buses of systemd are: DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR, DBUS_SYSTEM_BUS_ADDRESS. */
  readonly env: NodeJS.ProcessEnv;
}

/** Threads may be started faster than they are found; each pass finds those that the last one missed. */
const PASSES = 10;

/** Nothing is opened or loaded before it is first asked. Calls are carried out one after the other. */
export function createActor({ journal, clock, env }: ActorDependencies): Actor {
  const managers = serviceManagers(env, clock);
  const helper = createHelperDesk(env, clock);
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  const inTurn = turns();
  /** Open entries of this run and, once recovered or asked for, of earlier ones. */
  let known: Map<string, JournalEntry> | null = null;

  const open = (): Map<string, JournalEntry> => {
    known ??= new Map(journal.open().map((entry) => [entry.decisionId, entry]));
    return known;
  };
  const write = (entry: JournalEntry): void => {
    journal.write(entry);
    open().set(entry.decisionId, entry);
  };
  const settle = (entry: JournalEntry, state: 'applied' | 'closed'): void => {
    if (state === 'closed') open().delete(entry.decisionId);
    else open().set(entry.decisionId, { ...entry, state });
    journal.setState(entry.decisionId, state);
  };
  /** Newcomers are journalled before they are treated; while the journal cannot be written nobody joins. */
  const grow = (entry: JournalEntry, { processes, changes }: Newcomers): JournalEntry | null => {
    const grown = {
      ...entry,
      processes: [...entry.processes, ...processes],
      changes: [...entry.changes, ...changes],
    };
    try {
      write(grown);
      return grown;
    } catch {
      return null;
    }
  };
  const accessed = async <T>(body: (access: ChangeAccess) => Promise<T>, interactive = false): Promise<T> => {
    using access = new ChangeAccess(await loadSystemCalls(), managers, helper.hand(interactive));
    return await body(access);
  };
  const factsFor = async (app: Plan['app'], processes: readonly ProcessKey[], interactive: boolean) =>
    leverFacts(app, processes, managers, await helper.seat(app, processes, interactive));

  const apply = async (plan: Plan, access: ChangeAccess): Promise<ApplyOutcome> => {
    const refusal = objectionTo(plan, open());
    if (refusal !== null) return refusal;
    const facts = await factsFor(plan.app, plan.processes, plan.interactive === true);
    const settings = planLevers(plan.treatment, facts, plan.exact);
    if (!settings.ok) return refused(settings.error.code, settings.error.reason);

    const alive = plan.processes.filter((key) => access.holds.hold(key).ok);
    if (alive.length === 0) return refused('gone', 'it has ended');
    const changes = await intendedChanges({ ...plan, processes: alive }, settings.value, facts, access);
    if (plan.exact === true && !changes.some(({ lever }) => answers(lever, plan.asked))) {
      return refused('not-undoable', 'the value it has could not be given back: it is real-time, or needs privilege');
    }
    if (changes.every(({ before, after }) => before === after)) {
      return refused('nothing-to-do', 'every value is already like this, or was chosen by somebody');
    }

    let entry: JournalEntry = {
      decisionId: plan.decisionId,
      bootId,
      at: clock.now(),
      appId: plan.app.id,
      appName: plan.app.name,
      processes: alive,
      changes,
      state: 'intended',
    };
    try {
      write(entry);
    } catch (error) {
      return refused('not-durable', `the journal could not be written, so nothing was changed: ${messageOf(error)}`);
    }

    const made: Change[] = [];
    let { changes: next }: { changes: readonly Change[] } = entry;
    for (let pass = 0; pass < PASSES && next.length > 0; pass++) {
      const outcome = await pull(next, access);
      made.push(...outcome.made);
      if (outcome.problem !== null) {
        await restoreEntry(entry, access);
        const { code, reason } = outcome.problem;
        return code === null ? { kind: 'failed', reason } : refused(code, reason);
      }
      next = newThreads(entry, alive, access, asFound);
      if (next.length === 0) break;
      const grown = grow(entry, { processes: [], changes: next });
      if (grown === null) break;
      entry = grown;
    }
    settle(entry, made.length === 0 || made.every(({ lever }) => lever === 'signal') ? 'closed' : 'applied');
    if (made.length === 0) return refused('gone', 'it has ended');
    return { kind: 'applied', levers: summaryOf(made), processes: alive };
  };

  /** What could not be given back stays in the journal, alone, so that the next run tries again. */
  const restoreEntry = async (entry: JournalEntry, access: ChangeAccess): Promise<RestoreReport> => {
    const findings = await giveBackEntry(entry, access);
    const left = findings.filter(({ kind }) => kind === 'failed').map(({ change }) => change);
    if (left.length === 0) settle(entry, 'closed');
    else write({ ...entry, changes: left, state: 'applied' });
    return { decisionId: entry.decisionId, findings };
  };

  const restoreEvery = async (entries: readonly JournalEntry[]): Promise<readonly RestoreReport[]> => {
    const reports: RestoreReport[] = [];
    for (const entry of entries) reports.push(await accessed((access) => restoreEntry(entry, access)));
    return reports;
  };

  const reconcile = async (entry: JournalEntry, processes: readonly ProcessKey[]): Promise<readonly Drift[]> =>
    accessed(async (access) => {
      const drifts = await driftsOf(entry, access);
      const found = await newcomersTo(entry, processes.filter(isTreatable), drifts, access);
      if (found.processes.length === 0 && found.changes.length === 0) return drifts;
      if (grow(entry, found) !== null) await pull(found.changes, access);
      return drifts;
    });

  return {
    values: (key) => inTurn(() => accessed((access) => Promise.resolve(valuesOfMainThread(key, access)))),
    support: async (app, interactive) => leverSupport(await factsFor(app, app.processes, interactive)),
    apply: (plan) => inTurn(() => accessed((access) => apply(plan, access), plan.interactive)),
    restore: (decisionId) =>
      inTurn(async () => {
        const entry = open().get(decisionId);
        return entry === undefined ? { decisionId, findings: [] } : accessed((access) => restoreEntry(entry, access));
      }),
    // the latest first: where two touched the same value, the earlier finds its own again
    restoreAll: () => inTurn(() => restoreEvery([...open().values()].reverse())),
    reconcile: (decisionId, processes) =>
      inTurn(async () => {
        const entry = open().get(decisionId);
        return entry === undefined ? [] : reconcile(entry, processes);
      }),
    recover: () =>
      inTurn(async () => {
        const entries = [...open().values()].reverse();
        const ours = entries.filter((entry) => entry.bootId === bootId);
        const past = entries.filter((entry) => entry.bootId !== bootId);
        for (const entry of past) settle(entry, 'closed');
        return [...(await restoreEvery(ours)), ...past.map(endedWithItsBoot)];
      }),
    onHelperLost: (listener) =>
      helper.link.onLost(() => {
        const theirs = [...open().values()].filter(({ changes }) => changes.some(({ by }) => by === 'helper'));
        if (theirs.length > 0) listener(theirs.map(({ decisionId }) => decisionId));
      }),
    isDialogOpen: helper.link.isDialogOpen,
    abandonDialog: helper.link.abandonDialog,
    helperStatus: () => helperStatusOf(helper.link),
    lookForHelper: helper.link.lookAgain,
    dispose: () =>
      inTurn(async () => {
        helper.link.dispose();
        await managers.dispose();
      }),
  };
}

/** Where sessions are groups of the scheduler, the group's nice counts for the thread's. */
const answers = (lever: Lever, asked: Lever | undefined): boolean =>
  asked === undefined || lever === asked || (lever === 'autogroupNice' && asked === 'nice');

const refused = (code: string, reason: string): ApplyOutcome => ({ kind: 'refused', code, reason });

/** Never process 1, ourselves, or a number that means ourselves to the kernel. */
const isTreatable = ({ pid, startTime }: ProcessKey): boolean =>
  Number.isInteger(pid) && pid > 1 && pid !== process.pid && Number.isInteger(startTime);

function objectionTo(plan: Plan, open: ReadonlyMap<string, JournalEntry>): ApplyOutcome | null {
  if (plan.processes.length === 0 || !plan.processes.every(isTreatable)) {
    return refused('bad-target', 'the plan names no process, or one that is never treated');
  }
  if (open.has(plan.decisionId)) return refused('already-treated', 'this decision is applied already');
  const treated = [...open.values()].find((entry) =>
    entry.processes.some(({ pid, startTime }) =>
      plan.processes.some((one) => one.pid === pid && one.startTime === startTime),
    ),
  );
  if (treated === undefined) return null;
  return refused(
    'already-treated',
    `it is under treatment by decision ${treated.decisionId}, which has to be undone first`,
  );
}

/** One line a lever: the value of the first target stands for all. */
function summaryOf(made: readonly Change[]): readonly LeverChange[] {
  const levers = new Map<string, LeverChange>();
  for (const change of made) {
    if (isPlacement(change) || levers.has(change.lever)) continue;
    levers.set(change.lever, { lever: change.lever, before: wire(change.before), after: wire(change.after) });
  }
  return [...levers.values()];
}

const wire = (value: string): string | number => (/^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value);

const endedWithItsBoot = (entry: JournalEntry): RestoreReport => ({
  decisionId: entry.decisionId,
  findings: entry.changes.map((change) => ({
    kind: 'gone',
    change,
    found: null,
    reason: 'the machine was started anew since',
  })),
});

function valuesOfMainThread({ pid, startTime }: ProcessKey, access: ChangeAccess): ThreadValues | null {
  const held = access.holds.hold({ pid, startTime });
  const thread = held.ok ? held.value.thread(pid, startTime) : null;
  if (thread === null) return null;
  const [nice, schedPolicy, ioPriority, affinity] = (['nice', 'schedPolicy', 'ioPriority', 'affinity'] as const).map(
    (lever) => threadLever(lever)?.read(thread, access.holds.calls),
  );
  if (!nice?.ok || !schedPolicy?.ok || !ioPriority?.ok || !affinity?.ok) return null;
  return {
    nice: nice.value,
    schedPolicy: schedPolicy.value,
    ioPriority: ioPriority.value,
    affinity: affinity.value,
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Runs what it is given one after the other. */
function turns(): <T>(body: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (body) => {
    const next = last.then(body);
    last = next.catch(() => undefined);
    return next;
  };
}
