/** Settings + what is there now -> every change that would be made, down to the thread. Nothing is written here. */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { ChangeAccess } from './change-access.ts';
import { processLever, threadLever } from './levers-by-target.ts';
import { descendantsOf } from './descendants.ts';
import type { HeldProcess } from './held-process.ts';
import type { Change, Plan } from './intervention.ts';
import type { LeverFacts } from './lever-facts.ts';
import { mayReturnTo } from './lever-support.ts';
import type { Setting } from './lever-plan.ts';
import type { ProcessLever, ThreadLever } from './levers/lever.ts';

/** What a value was before; differs from the value found where that was inherited from something we treat. */
export type Origin = (lever: Change['lever'], found: string) => string;

export const asFound: Origin = (_, found) => found;

/** Whether a value that was found may give way to ours. */
type MayReplace = (lever: ThreadLever | ProcessLever, before: string, after: string) => boolean;

/** What somebody chose stays as it is: the rule for every judgement of our own. */
const unlessChosen: MayReplace = (lever, before, after) => lever.mayReplace(before, after);

/** A person's own word goes before what was chosen earlier, as long as that can be given back. */
const whereReturnable =
  (facts: Pick<LeverFacts, 'privileges' | 'niceLimit'>): MayReplace =>
  ({ lever }, before) =>
    mayReturnTo(lever, before, facts);

/** Ours by its name; the decision's id is not trusted to be a unit name. */
const scopeName = (decisionId: string): string =>
  `brainkernel-${createHash('sha256').update(decisionId).digest('hex').slice(0, 12)}.scope`;

/**
 * In the order in which they are made. Values that somebody chose (see `mayReplace` of each lever) are left out; values
 * that are like ours already are recorded with `before` equal to `after`.
 */
export async function intendedChanges(
  plan: Plan,
  settings: readonly Setting[],
  facts: LeverFacts,
  access: ChangeAccess,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const mayReplace = plan.exact === true ? whereReturnable(facts) : unlessChosen;
  for (const key of plan.processes) {
    const held = access.holds.hold(key);
    if (held.ok) changes.push(...changesOfProcess(held.value, settings, access, asFound, mayReplace));
    await nextTurn();
  }
  if (changes.length > 0) changes.push(...(await alikeAmongDescendants(plan.processes, settings, access)));
  for (const setting of settings) {
    if (setting.on === 'autogroup') changes.push(...(await autogroupChanges(setting, facts, access)));
  }
  changes.push(...(await unitChanges(plan, settings, facts, access)));
  return changes;
}

/** The changes of one process and of each of its threads. */
export function changesOfProcess(
  held: HeldProcess,
  settings: readonly Setting[],
  access: ChangeAccess,
  origin: Origin,
  mayReplace: MayReplace = unlessChosen,
): readonly Change[] {
  const changes: Change[] = [];
  const threads = held.ordinaryThreads();
  for (const { lever, on, value: after, by } of settings) {
    // the helper has the same rule of its own, and knows no person's word that goes before it
    const replaces = by === 'helper' ? unlessChosen : mayReplace;
    if (on === 'thread') {
      const one = threadLever(lever);
      for (const thread of threads) {
        const found = one?.read(thread, access.holds.calls);
        if (one === null || found?.ok !== true) continue;
        const before = origin(lever, found.value);
        if (found.value !== after && !replaces(one, found.value, after)) continue;
        const target = { kind: 'thread', ...held.key, tid: thread.tid, threadStart: thread.startTime } as const;
        changes.push({ lever, target, before, after, ...(by && { by }) });
      }
    } else if (on === 'process') {
      const one = processLever(lever);
      const found = one?.read(held);
      if (one === null || found?.ok !== true) continue;
      const before = one.inherited ? origin(lever, found.value) : found.value;
      if (found.value !== after && !replaces(one, found.value, after)) continue;
      changes.push({ lever, target: { kind: 'process', ...held.key }, before, after, ...(by && { by }) });
    }
  }
  return changes;
}

/**
 * What its processes started before and that is no part of the plan has values of its own. Where one is like ours, it is
 * recorded as such: later it could not be told from a value inherited from us.
 */
async function alikeAmongDescendants(
  processes: readonly ProcessKey[],
  settings: readonly Setting[],
  access: ChangeAccess,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const { pid, startTime } of await descendantsOf(processes)) {
    const held = access.holds.hold({ pid, startTime });
    if (!held.ok) continue;
    const found = changesOfProcess(held.value, settings, access, asFound);
    changes.push(...found.filter(({ before, after }) => before === after));
    await nextTurn();
  }
  return changes;
}

async function autogroupChanges(
  { lever, value: after }: Setting,
  { autogroup }: LeverFacts,
  access: ChangeAccess,
): Promise<readonly Change[]> {
  if (autogroup.kind === 'none') return [];
  const changes: Change[] = [];
  for (const { group, member } of autogroup.groups) {
    const target = { kind: 'autogroup', pid: member.pid, startTime: member.startTime, group } as const;
    const before = await access.read({ lever, target });
    // a group that somebody set already is theirs
    if (before.ok && Number(before.value) >= 0 && Number(before.value) < Number(after)) {
      changes.push({ lever, target, before: before.value, after });
    }
  }
  return changes;
}

async function unitChanges(
  plan: Plan,
  settings: readonly Setting[],
  { unit: seat }: LeverFacts,
  access: ChangeAccess,
): Promise<readonly Change[]> {
  const wanted = settings.filter(({ on }) => on === 'unit');
  const [first] = wanted;
  if (first === undefined || seat.kind === 'none') return [];
  if (seat.kind === 'new-scope') {
    const unit = scopeName(plan.decisionId);
    const group = `${seat.slice}/${unit}`;
    const moves: Change[] = [];
    for (const { pid, startTime } of plan.processes) {
      const target = { kind: 'process', pid, startTime } as const;
      const before = await access.read({ lever: first.lever, target });
      if (before.ok) moves.push({ lever: first.lever, target, before: before.value, after: group });
    }
    const target = { kind: 'unit', unit, userUnit: true, transient: true } as const;
    const limits = wanted.map(({ lever, value: after }) => ({
      lever,
      target,
      before: lever === 'freeze' ? 'running' : 'default',
      after,
    }));
    return moves.length === 0 ? [] : [...moves, ...limits];
  }
  const changes: Change[] = [];
  for (const { lever, value: after, by } of wanted) {
    const target = { kind: 'unit', unit: seat.unit, userUnit: seat.userUnit, transient: false } as const;
    const before = await access.read({ lever, target });
    // a weight, a quota or a freeze that is there already was set by a person, a unit file or another tool
    const untouched = lever === 'freeze' ? 'running' : 'default';
    if (before.ok && before.value === untouched)
      changes.push({ lever, target, before: before.value, after, ...(by && { by }) });
  }
  return changes;
}
