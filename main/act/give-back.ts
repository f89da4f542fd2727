/** Compare before restore: only what still has our value is given back, what drifted is left and told. */
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { ChangeAccess } from './change-access.ts';
import { processLever, threadLever } from './levers-by-target.ts';
import { membersOf } from './control-group.ts';
import { descendantsOf } from './descendants.ts';
import type { Change, JournalEntry, RestoreFinding } from './intervention.ts';
import type { Pulled } from './levers/failure.ts';
import { BREATH, isPlacement, nameOf, settingsOf } from './pull.ts';
import { readThreadStat } from './thread-stat.ts';

/** While it is given back, threads that still have our value may start others. */
const PASSES = 10;

/** Gives back an entry: the last change first, then what inherited our values. */
export async function giveBackEntry(entry: JournalEntry, access: ChangeAccess): Promise<readonly RestoreFinding[]> {
  const findings: RestoreFinding[] = [];
  await access.releaseFromHelper(entry.changes);
  let done = 0;
  for (const change of [...entry.changes].reverse()) {
    if (++done % BREATH === 0) await nextTurn();
    if (change.before !== change.after) findings.push(await giveBack(change, entry, access));
  }
  const seen = new Set(entry.changes.map(nameOf));
  for (let pass = 0; pass < PASSES; pass++) {
    const heirs = await inheritedChanges(entry, seen, access);
    if (heirs.length === 0) break;
    for (const heir of heirs) {
      seen.add(nameOf(heir));
      findings.push(await giveBack(heir, entry, access));
    }
  }
  return findings;
}

/** One change. Its own `before` found again counts as given back: it was never made, or somebody was faster. */
async function giveBack(
  change: Change,
  entry: Pick<JournalEntry, 'processes'>,
  access: ChangeAccess,
): Promise<RestoreFinding> {
  const finding = (kind: RestoreFinding['kind'], reason: string | null, found: string | null = null) =>
    ({ kind, change, found, reason }) as const;
  if (change.lever === 'signal') return finding('gone', 'a signal cannot be taken back');

  const { living, found } = await findLiving(change, entry, access);
  if (!found.ok) {
    return found.error.kind === 'gone' ? finding('gone', 'it has ended') : finding('failed', found.error.reason);
  }
  if (found.value === change.before) return finding('restored', null);
  if (found.value !== change.after) {
    return finding('drifted', `it was changed meanwhile to ${found.value}, which is left as it is`, found.value);
  }
  const written = await access.takeBack(living);
  if (written.ok) return finding('restored', null);
  if (written.error.kind === 'gone') {
    return isPlacement(change) ? finding('restored', stays(change)) : finding('gone', 'it has ended');
  }
  return isPlacement(change) ? finding('restored', stays(change)) : finding('failed', written.error.reason);
}

const stays = ({ before, after }: Change): string =>
  `its limits are lifted and it stays in ${basename(after)}, since it cannot be moved back to ${basename(before)} without privilege or that has gone`;

/** An autogroup outlives the process it was set through: any other one of the app that is in it will do. */
async function findLiving(
  change: Change,
  { processes }: Pick<JournalEntry, 'processes'>,
  access: ChangeAccess,
): Promise<{ readonly living: Change; readonly found: Pulled<string> }> {
  const found = await access.read(change);
  const { target } = change;
  if (found.ok || target.kind !== 'autogroup') return { living: change, found };
  for (const { pid, startTime } of processes) {
    const living = { ...change, target: { ...target, pid, startTime } };
    const again = await access.read(living);
    if (again.ok) return { living, found: again };
  }
  return { living: change, found };
}

/** Threads and children that started since and have our value from whoever made them. */
async function inheritedChanges(
  entry: JournalEntry,
  seen: ReadonlySet<string>,
  access: ChangeAccess,
): Promise<readonly Change[]> {
  const settings = settingsOf(entry);
  const heirs: Change[] = [...strandedInScope(entry, seen)];
  const family = [
    ...entry.processes.map((key) => ({ key, root: key })),
    ...(await descendantsOf(entry.processes)).map(({ pid, startTime, root }) => ({ key: { pid, startTime }, root })),
  ];
  for (const { key, root } of settings.length === 0 ? [] : family) {
    await nextTurn();
    const held = access.holds.hold(key);
    if (!held.ok) continue;
    for (const { lever, on, value: after } of settings) {
      const before = ownValue(entry, lever, root);
      if (before === null) continue;
      if (on === 'process') {
        const one = processLever(lever);
        const heir: Change = { lever, target: { kind: 'process', ...key }, before, after };
        if (one?.inherited !== true || seen.has(nameOf(heir))) continue;
        const found = one.read(held.value);
        if (found.ok && found.value === after) heirs.push(heir);
        continue;
      }
      const one = threadLever(lever);
      for (const thread of held.value.ordinaryThreads()) {
        const target = { kind: 'thread', ...key, tid: thread.tid, threadStart: thread.startTime } as const;
        if (one === null || seen.has(nameOf({ lever, target }))) continue;
        const found = one.read(thread, access.holds.calls);
        if (found.ok && found.value === after) heirs.push({ lever, target, before, after });
      }
    }
  }
  return heirs;
}

/** What a process had before we came: the value of its main thread, else of any thread of it that we changed. */
export function ownValue(
  { changes }: Pick<JournalEntry, 'changes'>,
  lever: Change['lever'],
  process: ProcessKey,
): string | null {
  const own = changes.filter(
    (change) =>
      change.lever === lever &&
      change.before !== change.after &&
      (change.target.kind === 'thread' || change.target.kind === 'process') &&
      change.target.pid === process.pid &&
      change.target.startTime === process.startTime,
  );
  const main = own.find(({ target }) => target.kind !== 'thread' || target.tid === process.pid);
  return (main ?? own[0])?.before ?? null;
}

/** Children that were born in a scope of ours go where their elders go. */
function strandedInScope({ changes }: JournalEntry, seen: ReadonlySet<string>): readonly Change[] {
  const move = changes.find(isPlacement);
  if (move === undefined) return [];
  return membersOf(move.after).flatMap((pid) => {
    const stat = readThreadStat(`/proc/${pid}/stat`);
    if (stat === null) return [];
    const heir: Change = { ...move, target: { kind: 'process', pid, startTime: stat.startTime } };
    return seen.has(nameOf(heir)) ? [] : [heir];
  });
}
