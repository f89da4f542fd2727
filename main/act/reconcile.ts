/** The regular look at what is under treatment: what a person changed by hand, and who has joined. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { ChangeAccess } from './change-access.ts';
import { descendantsOf } from './descendants.ts';
import { ownValue } from './give-back.ts';
import { asFound, changesOfProcess } from './intended-changes.ts';
import type { Change, Drift, JournalEntry } from './intervention.ts';
import { isPlacement, nameOf, newThreads, settingsOf } from './pull.ts';

/** Values that are no longer ours, of main threads, processes, groups and units. What has ended has not drifted. */
export async function driftsOf(entry: JournalEntry, access: ChangeAccess): Promise<readonly Drift[]> {
  const drifts: Drift[] = [];
  for (const change of entry.changes) {
    if (!isTelling(change)) continue;
    const found = await access.read(change);
    if (found.ok && found.value !== change.after && !(await access.gaveBackByHelper(change, found.value))) {
      drifts.push({ decisionId: entry.decisionId, change, found: found.value });
    }
  }
  return drifts;
}

/** People change whole programs; looking at every thread of them each time would cost more than it tells. */
function isTelling(change: Change): boolean {
  const { target, before, after } = change;
  if (before === after || isPlacement(change) || change.lever === 'signal') return false;
  return target.kind !== 'thread' || target.tid === target.pid;
}

export interface Newcomers {
  readonly processes: readonly ProcessKey[];
  readonly changes: readonly Change[];
}

/**
 * Processes of the app and threads of its processes that the entry does not know. A child of something treated began
 * with our values: before us it would have had its parent's. Where a person changed something nobody joins.
 */
export async function newcomersTo(
  entry: JournalEntry,
  processes: readonly ProcessKey[],
  drifts: readonly Drift[],
  access: ChangeAccess,
): Promise<Newcomers> {
  const settings = settingsOf(entry);
  if (settings.length === 0) return { processes: [], changes: [] };
  const name = ({ pid, startTime }: ProcessKey): string => `${pid}:${startTime}`;
  const known = new Set(entry.processes.map(name));
  const drifted = new Set(drifts.flatMap(({ change: { target } }) => (target.kind === 'unit' ? [] : [name(target)])));

  const changes: Change[] = [];
  const settled = entry.processes.filter((key) => !drifted.has(name(key)));
  for (const key of settled) {
    changes.push(...newThreads(entry, [key], access, asFound));
    await nextTurn();
  }
  const joining = drifts.length > 0 ? [] : processes.filter((key) => !known.has(name(key)));
  const parents = joining.length === 0 ? new Map<string, ProcessKey>() : await rootsByName(entry.processes);
  const recorded = new Set(entry.changes.map(nameOf));
  const joined: ProcessKey[] = [];
  for (const { pid, startTime } of joining) {
    const key = { pid, startTime };
    const held = access.holds.hold(key);
    if (!held.ok) continue;
    const root = parents.get(name(key));
    const found = changesOfProcess(held.value, settings, access, (lever, value) =>
      root !== undefined && settings.some((one) => one.lever === lever && one.value === value)
        ? (ownValue(entry, lever, root) ?? value)
        : value,
    );
    joined.push(key);
    changes.push(...found.filter((change) => !recorded.has(nameOf(change))));
    await nextTurn();
  }
  return { processes: joined, changes };
}

async function rootsByName(roots: readonly ProcessKey[]): Promise<ReadonlyMap<string, ProcessKey>> {
  return new Map((await descendantsOf(roots)).map(({ pid, startTime, root }) => [`${pid}:${startTime}`, root]));
}
