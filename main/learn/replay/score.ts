/** Who was treated, for how long, and whether that is what the person said. Pure. */
import type { Action } from '../../../contract/words.ts';
import type { RecordedApp, RecordedCheck, Session } from './recorded.ts';
import type { ReplayedEvent } from './replayed.ts';
import { compare } from './replayer.ts';

export interface TreatedProgram {
  readonly programKey: string;
  readonly name: string;
  readonly category: RecordedApp['category'];
  /** In the order in which they were first taken. */
  readonly actions: readonly Action[];
  readonly times: number;
  readonly seconds: number;
  readonly wish: Wish | null;
}

/** What the last thumb on a program asks for. */
export type Wish = 'treat' | 'leave';

export interface Score {
  /** Longest treated first. */
  readonly programs: readonly TreatedProgram[];
  readonly times: number;
  readonly seconds: number;
  /** Programs of which the person said something: done as said, treated against it, left alone against it. */
  readonly correct: number;
  readonly wronglyHit: number;
  readonly missed: number;
  /** Treatments begun and ended. */
  readonly switches: number;
  /** Treatments begun again within five minutes of the same app's last. */
  readonly flaps: number;
}

const flapMs = 5 * 60_000;

/** A thumb up on a treatment asks for it, as does one down on being left alone; the others ask for being left alone. */
export function wishesOf({ words }: Session): ReadonlyMap<string, Wish> {
  return new Map(
    words.map(({ programKey, action, verdict }) => [
      programKey,
      (verdict === 'up') === (action !== 'none') ? 'treat' : 'leave',
    ]),
  );
}

interface Tally {
  name: string;
  category: RecordedApp['category'];
  readonly actions: Set<Action>;
  times: number;
  seconds: number;
}

export function scoreOf(session: Session, events: Iterable<ReplayedEvent>): Score {
  const wishes = wishesOf(session);
  const tallies = new Map<string, Tally>();
  const endedAt = new Map<string, number>();
  let [times, ends, flaps] = [0, 0, 0];
  for (const event of events) {
    const { programKey, name, category, appId, at, action } = event;
    if (event.kind === 'given-back') {
      ends++;
      endedAt.set(appId, at);
      const tally = tallies.get(programKey);
      if (tally) tally.seconds += event.seconds;
    } else if (event.outcome === 'treated') {
      times++;
      if (at - (endedAt.get(appId) ?? -Infinity) < flapMs) flaps++;
      const tally = tallies.get(programKey) ?? { name, category, actions: new Set(), times: 0, seconds: 0 };
      tallies.set(programKey, tally);
      Object.assign(tally, { name, category });
      tally.actions.add(action);
      tally.times++;
    }
  }
  const programs = [...tallies]
    .map(([programKey, tally]) => ({
      programKey,
      name: tally.name,
      category: tally.category,
      actions: [...tally.actions],
      times: tally.times,
      seconds: tenth(tally.seconds),
      wish: wishes.get(programKey) ?? null,
    }))
    .sort((a, b) => b.seconds - a.seconds || compare(a.programKey, b.programKey));
  return {
    programs,
    times,
    seconds: tenth(programs.reduce((sum, { seconds }) => sum + seconds, 0)),
    ...againstWishes(session, wishes, tallies),
    switches: times + ends,
    flaps,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Programs that the recording never shows are nobody's success. */
function againstWishes(
  { cases }: Session,
  wishes: ReadonlyMap<string, Wish>,
  treated: ReadonlyMap<string, unknown>,
): Pick<Score, 'correct' | 'wronglyHit' | 'missed'> {
  const seen = new Set(cases.map(({ subject }) => subject.app.program.key));
  let [correct, wronglyHit, missed] = [0, 0, 0];
  for (const [programKey, wish] of wishes) {
    if (!seen.has(programKey)) continue;
    if (treated.has(programKey) === (wish === 'treat')) correct++;
    else if (wish === 'treat') missed++;
    else wronglyHit++;
  }
  return { correct, wronglyHit, missed };
}

/** What really was in force, told as a replay would tell it; a person's own acts left out. */
export function* recordedEvents({ checks }: Session): Generator<ReplayedEvent> {
  const since = new Map<string, { readonly at: number; readonly event: ReplayedEvent }>();
  let before: RecordedCheck | null = null;
  for (const check of checks) {
    const now = new Map(check.treated.filter(({ byPerson }) => !byPerson).map((one) => [one.appId, one]));
    const isNewRun = before !== null && before.run !== check.run;
    for (const [appId, { at, event }] of since) {
      if (!isNewRun && now.get(appId)?.action === event.action) continue;
      const last = isNewRun && before ? before : check;
      since.delete(appId);
      yield givenBack(event, at, last);
    }
    for (const [appId, { programKey, name, category, action }] of now) {
      if (since.has(appId)) continue;
      const app = { appId, programKey, name, category };
      const event = { kind: 'decided', at: check.at, ...app, action, decider: '', outcome: 'treated' } as const;
      since.set(appId, { at: check.monotonic, event });
      yield event;
    }
    before = check;
  }
  if (before) for (const { at, event } of since.values()) yield givenBack(event, at, before);
}

function givenBack({ appId, programKey, name, category, action }: ReplayedEvent, since: number, last: RecordedCheck) {
  const seconds = (last.monotonic - since) / 1000;
  return { kind: 'given-back', appId, programKey, name, category, at: last.at, action, why: 'ended', seconds } as const;
}
