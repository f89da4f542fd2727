import { describe, expect, it } from 'vitest';
import { aCase, anApp, aProcess } from '../../decide/case.fixture.ts';
import { builtInPolicies } from '../../policy/built-in.ts';
import { asRecorded, replaySet } from './compare.ts';
import type { RecordedCheck, RecordedTreatment, RecordedWord, Session } from './recorded.ts';
import type { ReplayedEvent } from './replayed.ts';
import { scoreOf, wishesOf } from './score.ts';

const names = ['Tracker', 'borg', 'make', 'Firefox'];
const subjects = names.map((name, index) =>
  aCase({
    app: anApp({
      id: `tree:${index}:1`,
      name,
      category: name === 'Firefox' ? 'browser' : name === 'borg' ? 'backup' : 'indexer',
      program: { key: name, exe: `/usr/bin/${name}`, script: null, package: null, argvShape: '' },
      processes: [aProcess({ pid: 100 + index })],
    }),
  }),
);
const about = (name: string) => ({ appId: name, programKey: name, name, category: 'indexer' as const });
const word = (programKey: string, action: RecordedWord['action'], verdict: RecordedWord['verdict']): RecordedWord => ({
  at: 1,
  programKey,
  action,
  verdict,
});
const check = (seconds: number, change: Partial<RecordedCheck> = {}): RecordedCheck => {
  const [first] = subjects;
  if (!first) throw new Error('four were made');
  const { context, system, strategy } = first;
  const at = seconds * 1000;
  const cases = subjects.map((subject) => ({ at, subject }));
  const shared = { at, monotonic: at, hour: null, run: 'one', context, system, strategy };
  return { ...shared, waiting: { appId: null, name: 'Firefox' }, cases, treated: [], gone: [], ...change };
};
const sessionOf = (checks: readonly RecordedCheck[], change: Partial<Session> = {}): Session => ({
  checks,
  cases: checks.flatMap(({ cases }) => cases),
  words: [],
  decisions: [],
  verdicts: [],
  rules: [],
  skipped: { lines: 0, segments: 0 },
  shortened: false,
  ...change,
});
const treated = (name: string, seconds: number): ReplayedEvent => ({
  kind: 'decided',
  ...about(name),
  at: seconds * 1000,
  action: 'hold-back',
  decider: 'x',
  outcome: 'treated',
});
const given = (name: string, at: number, seconds: number): ReplayedEvent => ({
  kind: 'given-back',
  ...about(name),
  at: at * 1000,
  action: 'hold-back',
  why: 'calm',
  seconds,
});

describe('the score of a replay', () => {
  it('counts who was treated and for how long, and what began again within five minutes', () => {
    const events = [
      treated('Tracker', 0),
      given('Tracker', 60, 60),
      treated('borg', 60),
      treated('Tracker', 100),
      given('borg', 500, 440),
      given('Tracker', 500, 400.04),
      treated('borg', 800),
      given('borg', 801, 1),
    ];
    const score = scoreOf(sessionOf([check(0)]), events);
    expect(score).toMatchObject({ times: 4, seconds: 901, switches: 8, flaps: 1 });
    expect(score.programs.map(({ name, times, seconds, actions }) => [name, times, seconds, actions])).toEqual([
      ['Tracker', 2, 460, ['hold-back']],
      ['borg', 2, 441, ['hold-back']],
    ]);
  });

  it('is right where the person’s last word was heeded, and wrong on either side of it', () => {
    const words = [
      word('Tracker', 'hold-back', 'down'),
      word('Tracker', 'hold-back', 'up'),
      word('borg', 'hold-back', 'down'),
      word('make', 'none', 'down'),
      word('Firefox', 'none', 'up'),
      word('never seen', 'hold-back', 'up'),
    ];
    const session = sessionOf([check(0)], { words });
    expect([...wishesOf(session).values()]).toEqual(['treat', 'leave', 'treat', 'leave', 'treat']);
    const score = scoreOf(session, [treated('Tracker', 0), treated('borg', 0)]);
    expect(score).toMatchObject({ correct: 2, wronglyHit: 1, missed: 1 });
    expect(score.programs.map(({ wish }) => wish)).toEqual(['treat', 'leave']);
  });

  it('of what really was done leaves out what a person did by hand', () => {
    const treatment = (name: string, byPerson = false): RecordedTreatment => ({
      ...about(name),
      action: 'hold-back',
      byPerson,
    });
    const both = [treatment('Tracker'), treatment('make', true)];
    const session = sessionOf([
      check(0, { treated: both }),
      check(10, { treated: both }),
      check(20),
      check(30, { treated: [treatment('borg')] }),
      check(40, { treated: [treatment('borg')], run: 'two', monotonic: 5_000 }),
      check(50, { treated: [{ ...treatment('borg'), action: 'throttle' }], run: 'two', monotonic: 15_000 }),
    ]);
    const { score } = asRecorded(session);
    expect(score.programs.map(({ name, times, seconds, actions }) => [name, times, seconds, actions])).toEqual([
      ['Tracker', 1, 20, ['hold-back']],
      ['borg', 3, 10, ['hold-back', 'throttle']],
    ]);
  });
});

describe('policy sets side by side', () => {
  const session = sessionOf([check(0), check(10), check(20)], {
    words: [word('borg', 'hold-back', 'down')],
    decisions: [
      { app: 'tree:0:1', decider: 'background-indexer', action: 'hold-back', manual: false },
      { app: 'tree:1:1', decider: 'some-earlier-policy', action: 'hold-back', manual: false },
      { app: 'tree:2:1', decider: 'person', action: 'throttle', manual: true },
    ].map(({ app, decider, action, manual }, index) => ({
      ...about(app),
      id: `d${index}`,
      at: 0,
      statusAt: 0,
      action: action === 'throttle' ? action : 'hold-back',
      decider,
      tier: 'policy',
      status: 'observed',
      manual,
    })),
  });
  const scored = (policies: typeof builtInPolicies) => {
    const replayed = replaySet(session, { name: 'a set', policies });
    if (!replayed.ok) throw new Error(replayed.error);
    return replayed.value;
  };

  it('differ in whom they treat, and in how much of the time’s decisions they find again', () => {
    const builtIn = scored(builtInPolicies);
    expect(builtIn.score.programs.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['Tracker', 20],
      ['borg', 20],
      ['make', 20],
    ]);
    expect(builtIn.score).toMatchObject({ correct: 0, wronglyHit: 1 });
    expect(builtIn.again).toEqual({ found: 1, of: 2 });
    const none = scored([]);
    expect(none.score).toMatchObject({ programs: [], seconds: 0, correct: 1, wronglyHit: 0 });
    expect(none.again).toEqual({ found: 0, of: 2 });
  });

  it('are all subject to what the person said, as in the engine', () => {
    const rules = [{ at: 0, programKey: 'borg', rules: [{ kind: 'milder', at: 0 } as const] }];
    const replayed = replaySet({ ...session, rules }, { name: 'a set', policies: builtInPolicies });
    const deciders = replayed.ok
      ? replayed.value.events.flatMap((event) => (event.kind === 'decided' ? [[event.name, event.decider]] : []))
      : [];
    expect(deciders).toContainEqual(['borg', 'person']);
    expect(deciders).toContainEqual(['Tracker', 'background-indexer']);
  });

  it('are refused with the policy’s name where a condition is wrong', () => {
    const [first] = builtInPolicies;
    if (!first) throw new Error('policies ship');
    const replayed = replaySet(session, { name: 'x', policies: [{ ...first, when: 'no.such > 1' }] });
    expect(replayed).toMatchObject({ ok: false, error: expect.stringMatching(/^foreground: /) as string });
  });
});
