/**
 * A recorded session, decided anew: the same tiers over the same cases at the same times. Its only clock is the
 * recording's and it draws no lots, so the same session and tiers give the same events, to the byte.
 */
import { decide } from '../../decide/decide.ts';
import type { TierDecides } from '../../decide/tier.ts';
import type { KnownVerdicts } from '../../decide/tiers/verdicts.ts';
import type { Hour, WordsOn } from '../../decide/tiers/person.ts';
import type { RecordedCheck, Session } from './recorded.ts';
import type { ReplayedCheck, ReplayedEvent } from './replayed.ts';
import type { Undone } from './settling.ts';
import { createSettling } from './settling.ts';

/** The time of the check that is replayed. */
export interface RecordedTime {
  /** Epoch ms. */
  readonly now: () => number;
  readonly hour: Hour;
}

/** Tiers for one replay: they may remember what they have said, so each replay gets its own. */
export type TiersOf = (time: RecordedTime) => readonly TierDecides[];

/** ms without a check after which nothing is in force any more: three times the longest interval. */
const longestGapMs = 90_000;

/** One result a check, in order; the last is the end, at which all is given back. */
export function* replay(session: Session, tiersOf: TiersOf): Generator<ReplayedCheck> {
  const settling = createSettling();
  let current: RecordedCheck | null = null;
  const tiers = tiersOf({ now: () => current?.at ?? 0, hour: () => current?.hour ?? null });
  const undone = undoneIn(session);
  // what was undone before the first check is over
  const begin = session.checks[0]?.at ?? 0;
  let nextUndone = undone.filter(({ at }) => at < begin).length;
  let before: RecordedCheck | null = null;
  for (const check of session.checks) {
    current = check;
    const stopped = before !== null && isApart(before, check) ? settling.stop(before.at, before.monotonic) : [];
    let until = nextUndone;
    while (until < undone.length && (undone[until]?.at ?? Infinity) <= check.at) until++;
    const answers = decide(
      check.cases.map(({ subject }) => subject),
      tiers,
    );
    const events = settling.check(check, answers, undone.slice(nextUndone, until));
    nextUndone = until;
    before = check;
    yield { at: check.at, events: inOrder([...stopped, ...events]) };
  }
  if (before !== null) yield { at: before.at, events: inOrder(settling.stop(before.at, before.monotonic)) };
}

/** ms between a thumbs-down and the end of the treatment that it is about. */
const soonMs = 2_000;

/** Oldest first. */
function undoneIn({ decisions, words }: Session): readonly (Undone & { readonly at: number })[] {
  const thumbs = Map.groupBy(
    words.filter(({ verdict }) => verdict === 'down'),
    ({ programKey }) => programKey,
  );
  return decisions
    .filter(({ status }) => status === 'undone' || status === 'reverted')
    .map(({ appId, programKey, statusAt }) => {
      const byThumb = thumbs.get(programKey)?.some(({ at }) => Math.abs(at - statusAt) < soonMs) ?? false;
      return { appId, at: statusAt, rests: !byThumb };
    })
    .sort((a, b) => a.at - b.at);
}

/** Another run of the engine, or a pause. */
const isApart = (before: RecordedCheck, check: RecordedCheck): boolean =>
  check.run !== before.run || check.monotonic < before.monotonic || check.monotonic - before.monotonic > longestGapMs;

/** By app, so that the order in which apps were listed means nothing; each app's own events stay in theirs. */
const inOrder = (events: readonly ReplayedEvent[]): readonly ReplayedEvent[] =>
  events.toSorted((a, b) => compare(a.appId, b.appId));

/** By code units: the same in every language. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The verdicts of the recording, each from the moment on at which it was known. */
export function verdictsOf(session: Session): KnownVerdicts {
  const byProgram = Map.groupBy(session.verdicts, ({ verdict }) => verdict.programKey);
  return {
    get: (programKey, now) => {
      const known = byProgram.get(programKey)?.findLast(({ at }) => at <= now)?.verdict ?? null;
      return known !== null && known.expiresAt > now ? known : null;
    },
  };
}

/** The person's rules as they were at that moment. */
export function rulesOf(session: Session, now: () => number): WordsOn {
  const byProgram = Map.groupBy(session.rules, ({ programKey }) => programKey);
  return (programKey) => byProgram.get(programKey)?.findLast(({ at }) => at <= now())?.rules ?? [];
}
