import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aCase, aSystem } from '../../decide/case.fixture.ts';
import type { Verdict } from '../../decide/case.ts';
import { personTier } from '../../decide/tiers/person.ts';
import { policyTier } from '../../decide/tiers/policies.ts';
import { verdictTier } from '../../decide/tiers/verdicts.ts';
import { builtInPolicies } from '../../policy/built-in.ts';
import { createPolicyRepository } from '../../policy/repository.ts';
import type { RecordedCheck, Session } from './recorded.ts';
import type { TestRecorder } from './recorder.fixture.ts';
import { recordHour, testRecorder } from './recorder.fixture.ts';
import type { TiersOf } from './replayer.ts';
import { replay, rulesOf, verdictsOf } from './replayer.ts';
import { createRandom } from './synthetic-hour.fixture.ts';

let folder: string;
let recorder: TestRecorder;
let hour: Session;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  recorder = testRecorder(join(folder, 'hour'));
  recorder.verdicts.set('program-8', { ...aVerdict, programKey: 'program-8' });
  recordHour(recorder, { seed: 42, apps: 60, checks: 360 });
  hour = await recorder.recording();
  await recorder.dispose();
});
afterAll(() => rmSync(folder, { recursive: true }));

const aVerdict: Verdict = {
  programKey: 'program-tracker',
  category: 'indexer',
  background: 'hold-back',
  confidence: 0.9,
  why: 'it indexes',
  model: 'a-model',
  at: 0,
  expiresAt: 1e15,
  cost: null,
  exchangeId: null,
};

const builtIn = (session: Session): TiersOf => {
  const repository = createPolicyRepository(builtInPolicies);
  if (!repository.ok) throw new Error(repository.error);
  return ({ now, hour: hourNow }) => [
    personTier(rulesOf(session, now), hourNow),
    policyTier(repository.value),
    verdictTier(verdictsOf(session), now),
  ];
};
const bytesOf = (session: Session): string => JSON.stringify([...replay(session, builtIn(session))]);

function shuffled<T>(values: readonly T[], random: () => number): readonly T[] {
  const rest = [...values];
  return values.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}

describe('a recorded hour', () => {
  it('gives the same decisions twice, to the byte', () => {
    expect(hour.checks).toHaveLength(360);
    expect(bytesOf(hour)).toBe(bytesOf(hour));
    const kinds = new Set([...replay(hour, builtIn(hour))].flatMap(({ events }) => events.map(describeEvent)));
    // it is an hour in which things happen
    for (const one of ['treated', 'said', 'calm', 'ended', 'foreground']) expect(kinds).toContain(one);
    expect(
      [...replay(hour, builtIn(hour))].flatMap(({ events }) => events).some((one) => decidedBy(one) === 'a-model'),
    ).toBe(true);
  });

  it('gives the same decisions whatever the order in which apps were listed', () => {
    const random = createRandom(3);
    const checks = hour.checks.map((check) => ({ ...check, cases: shuffled(check.cases, random) }));
    expect(JSON.stringify(checks)).not.toBe(JSON.stringify(hour.checks));
    expect(bytesOf({ ...hour, checks })).toBe(bytesOf(hour));
  });

  it('gives nothing at all without tiers, and ends every treatment that it began', () => {
    expect([...replay(hour, () => [])].flatMap(({ events }) => events)).toEqual([]);
    const open = new Map<string, number>();
    for (const { events } of replay(hour, builtIn(hour))) {
      for (const event of events) {
        if (event.kind === 'given-back') open.delete(event.appId);
        else if (event.outcome === 'treated') open.set(event.appId, event.at);
      }
    }
    expect(open.size).toBe(0);
  });
});

const describeEvent = (event: Parameters<typeof decidedBy>[0]) =>
  event.kind === 'decided' ? event.outcome : event.why;
const decidedBy = (event: ReturnType<typeof eventsOf>[number]) => (event.kind === 'decided' ? event.decider : null);
const eventsOf = (session: Session) => [...replay(session, builtIn(session))].flatMap(({ events }) => events);

describe('time in a replay', () => {
  const subject = aCase({ system: aSystem(60) });
  const check = (seconds: number, change: Partial<RecordedCheck> = {}): RecordedCheck => ({
    at: seconds * 1000,
    monotonic: seconds * 1000,
    hour: null,
    run: 'one',
    context: subject.context,
    system: subject.system,
    strategy: 'balanced',
    waiting: { appId: null, name: 'Firefox' },
    cases: [{ at: seconds * 1000, subject }],
    treated: [],
    gone: [],
    ...change,
  });
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
  const told = (session: Session) =>
    eventsOf(session).map((event) =>
      event.kind === 'decided' ? [event.at / 1000, event.decider] : [event.at / 1000, event.why, event.seconds],
    );

  it('ends with the run, and with a gap in which nobody checked', () => {
    expect(told(sessionOf([check(0), check(10), check(20, { run: 'two' })]))).toEqual([
      [0, 'background-indexer'],
      [10, 'stopped', 10],
      [20, 'background-indexer'],
      [20, 'stopped', 0],
    ]);
    expect(told(sessionOf([check(10), check(20, { monotonic: 5 })])).map(([, what]) => what)).toContain('stopped');
    expect(told(sessionOf([check(0), check(10), check(101)]))).toEqual([
      [0, 'background-indexer'],
      [10, 'stopped', 10],
      [101, 'background-indexer'],
      [101, 'stopped', 0],
    ]);
  });

  it('knows a person’s rules and a model’s verdicts from when they were known, and not before', () => {
    const { key: programKey } = subject.app.program;
    const rules = [
      { at: 10_000, programKey, rules: [{ kind: 'never-touch', at: 9_000 } as const] },
      { at: 20_000, programKey, rules: [] },
    ];
    const held = rulesOf(sessionOf([], { rules }), () => 10_000);
    expect(held(programKey)).toHaveLength(1);
    expect(told(sessionOf([check(10), check(20)], { rules })).map(([, decider]) => decider)).toEqual([
      'person',
      'background-indexer',
      'stopped',
    ]);
    const verdicts = verdictsOf(
      sessionOf([], { verdicts: [{ at: 10_000, verdict: { ...aVerdict, expiresAt: 20_000 } }] }),
    );
    expect([9_999, 10_000, 20_000].map((now) => verdicts.get(programKey, now)?.model)).toEqual([
      undefined,
      'a-model',
      undefined,
    ]);
  });

  it('ends a treatment when the person undid the real one', () => {
    const undone = {
      id: 'd',
      at: 0,
      statusAt: 15_000,
      appId: subject.app.id,
      programKey: subject.app.program.key,
      name: 'Tracker',
      category: 'indexer',
      action: 'hold-back',
      decider: 'background-indexer',
      tier: 'policy',
      status: 'undone',
      manual: false,
    } as const;
    const checks = [check(0), check(10), check(20), check(30)];
    expect(told(sessionOf(checks, { decisions: [undone] }))).toEqual([
      [0, 'background-indexer'],
      [20, 'undone', 20],
    ]);
    // a thumbs-down ends it too, and what it asks for holds at once: here it is taken back later
    const words = [{ at: 14_990, programKey: undone.programKey, action: 'hold-back', verdict: 'down' }] as const;
    const rules = [
      { at: 15_000, programKey: undone.programKey, rules: [{ kind: 'never-touch', at: 15_000 } as const] },
      { at: 30_000, programKey: undone.programKey, rules: [] },
    ];
    expect(told(sessionOf(checks, { decisions: [undone], words, rules }))).toEqual([
      [0, 'background-indexer'],
      [20, 'undone', 20],
      [20, 'person'],
      [30, 'background-indexer'],
      [30, 'stopped', 0],
    ]);
  });
});
