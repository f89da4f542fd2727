/** Making changes, and taking them back. */
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChangeAccess } from './change-access.ts';
import { changesOfProcess } from './intended-changes.ts';
import type { Origin } from './intended-changes.ts';
import type { Change, ChangeTarget, JournalEntry } from './intervention.ts';
import type { Setting } from './lever-plan.ts';
import { unitLever } from './levers-by-target.ts';
import { ok } from '../result.ts';
import type { HelperRefusal, LeverFailure, Pulled } from './levers/failure.ts';
import type { ProcessKey } from '../sampler/snapshot.ts';

/** After so many changes the event loop has a turn: about 5 ms. */
export const BREATH = 32;

export interface PullOutcome {
  /** Changes that took effect, in order. */
  readonly made: readonly Change[];
  /** Why it stopped; null when all that still live have their value. `code` where the helper refused. */
  readonly problem: PullProblem | null;
}

export interface PullProblem {
  readonly code: HelperRefusal | null;
  readonly reason: string;
}

/** Makes each change in order. What has ended meanwhile is passed over; the first refusal of the kernel stops it. */
export async function pull(changes: readonly Change[], access: ChangeAccess): Promise<PullOutcome> {
  const made: Change[] = [];
  access.nextPass();
  const moves = changes.filter(isPlacement);
  if (moves.length > 0) {
    const moved = await moveTogether(moves, access);
    made.push(...moves);
    if (!moved.ok) return { made, problem: problemOf(moved.error) };
  }
  let done = 0;
  for (const change of changes) {
    if (isPlacement(change) || change.before === change.after) continue;
    if (++done % BREATH === 0) await nextTurn();
    const written = await access.make(change);
    if (written.ok) made.push(change);
    else if (written.error.kind !== 'gone') return { made, problem: problemOf(written.error) };
  }
  return { made, problem: null };
}

function problemOf(failure: LeverFailure): PullProblem {
  switch (failure.kind) {
    case 'gone':
      return { code: null, reason: 'it has ended' };
    case 'denied':
      return { code: null, reason: failure.reason };
    case 'refused':
      return failure;
  }
}

type Placement = Change & { readonly target: Extract<ChangeTarget, { readonly kind: 'process' }> };

/** A lever of units on a process: the cgroup that carries it. */
export const isPlacement = (change: Change): change is Placement =>
  change.target.kind === 'process' && unitLever(change.lever) !== null;

/** One scope around all that still live. One that ends while systemd looks at it makes it refuse them all: once more. */
async function moveTogether(moves: readonly Placement[], access: ChangeAccess): Promise<Pulled<null>> {
  let outcome: Pulled<null> = ok(null);
  for (let tries = 0; tries < 3; tries++) {
    const alive = moves.filter(({ target }) => access.holds.hold(target).ok);
    const [first] = alive;
    if (first === undefined) return { ok: false, error: { kind: 'gone' } };
    const pids = alive.map(({ target }) => target.pid);
    outcome = await access.startScope(basename(first.after), 'Programs that BrainKernel treats together', pids);
    if (outcome.ok || alive.every(({ target }) => access.holds.hold(target).ok)) return outcome;
  }
  return outcome;
}

/** Which levers an entry pulls on threads and processes, so that newcomers can be given the same. */
export function settingsOf(entry: Pick<JournalEntry, 'changes'>): readonly Setting[] {
  const settings = new Map<string, Setting>();
  for (const change of entry.changes) {
    const { lever, target, after: value, by } = change;
    if (isPlacement(change) || (target.kind !== 'thread' && target.kind !== 'process')) continue;
    settings.set(lever, { lever, on: target.kind, value, ...(by && { by }) });
  }
  return [...settings.values()];
}

/** Threads of treated processes that the entry does not know: started since, by a thread that was not ours yet. */
export function newThreads(
  entry: Pick<JournalEntry, 'changes'>,
  processes: readonly ProcessKey[],
  access: ChangeAccess,
  origin: Origin,
): readonly Change[] {
  const settings = settingsOf(entry).filter(({ on }) => on === 'thread');
  const known = new Set(entry.changes.map(nameOf));
  const changes: Change[] = [];
  for (const key of settings.length === 0 ? [] : processes) {
    const held = access.holds.hold(key);
    if (!held.ok) continue;
    // a thread that has what we replaced in its process before has it from there, whoever chose it
    const found = changesOfProcess(
      held.value,
      settings,
      access,
      origin,
      (one, before, after) => one.mayReplace(before, after) || replacedBefore(entry, one.lever, key, before),
    );
    // with our value already it inherited it, and giving back will find it
    changes.push(...found.filter((change) => !known.has(nameOf(change)) && change.before !== change.after));
  }
  return changes;
}

const replacedBefore = (
  { changes }: Pick<JournalEntry, 'changes'>,
  lever: Change['lever'],
  { pid, startTime }: ProcessKey,
  value: string,
): boolean =>
  changes.some(
    ({ lever: of, target, before, after }) =>
      of === lever &&
      before === value &&
      before !== after &&
      target.kind === 'thread' &&
      target.pid === pid &&
      target.startTime === startTime,
  );

/** A change's name within its entry. */
export function nameOf({ lever, target }: Pick<Change, 'lever' | 'target'>): string {
  return `${lever} ${JSON.stringify(target)}`;
}
