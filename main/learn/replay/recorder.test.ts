import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aBehaviour, aCase, aContext, anApp, aProcess } from '../../decide/case.fixture.ts';
import { composeDecision } from '../../record/compose.ts';
import { treatments } from '../../policy/treatments.ts';
import type { TestRecorder } from './recorder.fixture.ts';
import { recordHour, testRecorder } from './recorder.fixture.ts';

let folder: string;
let directory: string;
let recorders: TestRecorder[];
let mounted: boolean;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  directory = join(folder, 'recording');
  recorders = [];
  mounted = false;
});
afterEach(async () => {
  for (const recorder of recorders) await recorder.dispose();
  if (mounted) execFileSync('umount', [directory]);
  rmSync(folder, { recursive: true });
});

const record = (bounds: Parameters<typeof testRecorder>[1] = {}): TestRecorder => {
  const recorder = testRecorder(directory, bounds);
  recorders.push(recorder);
  return recorder;
};
const files = (): readonly string[] => readdirSync(directory).sort();
const textOf = (name: string): string => {
  const bytes = readFileSync(join(directory, name));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};
const everything = (): string => files().map(textOf).join('');
const bytesOnDisk = (): number => files().reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);

const aDecision = composeDecision(
  'decision-1',
  1000,
  anApp(),
  {
    action: 'hold-back',
    treatment: treatments.firm,
    tier: 'policy',
    decider: 'background-indexer',
    confidence: 1,
    explanation: 'because',
    sentence: null,
    evidence: [],
    rejected: [],
    cost: null,
    exchangeId: null,
  },
  { kind: 'leave' },
  { context: 0, inference: 0, safety: 0 },
);

describe('what is recorded', () => {
  it('comes back as cases that decide the same, with who waited and who was in front', async () => {
    const recorder = record();
    const front = anApp({ id: 'unit:firefox', name: 'Firefox', category: 'browser' });
    const context = aContext({ foreground: { kind: 'known', pid: 4000, appId: front.id }, idleSeconds: 12 });
    const shared = { context, at: 5000 };
    const indexer = aCase({ ...shared, behaviour: aBehaviour({ cpu5: 0.731_42, ioRead: 2e6, memorySlope: -3 }) });
    const browser = aCase({ ...shared, app: front, foreground: true, someoneWaits: false, waiting: null });
    recorder.check([indexer, browser], [{ app: indexer.app, action: 'hold-back', byPerson: false }]);
    const { checks, cases, skipped } = await recorder.recording();

    expect(skipped).toEqual({ lines: 0, segments: 0 });
    expect(cases).toMatchObject([
      {
        at: recorder.now,
        subject: {
          at: 5000,
          foreground: false,
          someoneWaits: true,
          waiting: 'Firefox',
          strategy: 'balanced',
          app: { name: 'Tracker', category: 'indexer', known: 'catalogue', program: { key: 'program-tracker' } },
          behaviour: { ...indexer.behaviour, cpu5: 0.7314 },
          context: { ...context, foreground: { kind: 'known', pid: 4000 } },
          system: { ...indexer.system, cpuBusyEach: [] },
        },
      },
      { subject: { foreground: true, someoneWaits: false, waiting: null, app: { name: 'Firefox' } } },
    ]);
    expect(checks).toMatchObject([
      { monotonic: 5000, hour: 14.5, waiting: { name: 'Firefox' }, treated: [{ action: 'hold-back' }], gone: [] },
    ]);
    expect(checks[0]?.waiting?.appId).toBe(cases[1]?.subject.app.id);
    expect(checks[0]?.treated[0]?.appId).toBe(cases[0]?.subject.app.id);
  });

  it('is only what stands out: busy, reading, large, in front, waiting or under treatment', async () => {
    const recorder = record();
    const quiet = aBehaviour({ cpu5: 0.001, memory: 1e6 });
    const named = (id: string, change: Parameters<typeof aCase>[0]) =>
      aCase({ app: anApp({ id, name: id }), behaviour: quiet, ...change });
    const treated = named('treated', {});
    recorder.check(
      [
        named('quiet', {}),
        named('busy', { behaviour: { ...quiet, cpu5: 0.03 } }),
        named('reading', { behaviour: { ...quiet, ioRead: 800_000, ioWrite: 300_000 } }),
        named('large', { behaviour: { ...quiet, memory: 600e6 } }),
        named('front', { foreground: true }),
        named('waits', { someoneWaits: false, waiting: null }),
        treated,
        named('ourselves', {
          app: anApp({ id: 'ourselves', processes: [aProcess({ pid: process.pid })] }),
          behaviour: aBehaviour(),
        }),
      ],
      [{ app: treated.app, action: 'throttle', byPerson: true }],
    );
    const { cases } = await recorder.recording();
    expect(cases.map(({ subject }) => subject.app.name)).toEqual([
      'busy',
      'reading',
      'large',
      'front',
      'waits',
      'treated',
    ]);
  });

  it('is of very many apps the busiest', async () => {
    const recorder = record();
    const many = Array.from({ length: 450 }, (_, index) =>
      aCase({ app: anApp({ id: `tree:${index}:1` }), behaviour: aBehaviour({ cpu5: 0.1 + index / 1000 }) }),
    );
    recorder.check(many, []);
    const { cases, skipped } = await recorder.recording();
    expect(cases).toHaveLength(400);
    expect(Math.min(...cases.map(({ subject }) => subject.behaviour.cpu5))).toBe(0.15);
    expect(skipped.lines).toBe(0);
  });

  it('names an app once a segment, and says when it has ended', async () => {
    const recorder = record();
    const lasting = aCase();
    const passing = aCase({ app: anApp({ id: 'tree:1:1', name: 'make' }) });
    for (let check = 0; check < 5; check++) recorder.check([lasting, passing], []);
    // described anew, and still the same
    recorder.check([{ ...lasting, app: { ...lasting.app } }], []);
    const { checks } = await recorder.recording();
    expect(everything().match(/"kind":"app"/g)).toHaveLength(2);
    expect(checks.map(({ gone }) => gone.length)).toEqual([0, 0, 0, 0, 0, 1]);
    expect(checks[5]?.gone).toEqual([checks[0]?.cases[1]?.subject.app.id]);
  });

  it('holds no command line, no icon, and nothing that tells who or where', async () => {
    const recorder = record();
    recordHour(recorder, { seed: 7, apps: 30, checks: 60 });
    const unit = 'app-ada-sync@analytical.service';
    recorder.check([aCase({ app: anApp({ id: `unit:${unit}`, unit, icon: 'some-icon' }) })], []);
    recorder.decided({ ...aDecision, app: { ...aDecision.app, name: 'sync of ada' } });
    await recorder.recording();
    expect(everything()).toContain('~/bin/firefox-0');
    expect(everything()).not.toMatch(/\bada\b|analytical|\/home\/|do-not-write-this|--token|some-icon/i);
  });

  it('tells verdicts and a person’s rules from the check on at which they held', async () => {
    const recorder = record();
    const { app } = aCase();
    const subject = () => aCase({ app: { ...app, category: recorder.verdicts.size > 0 ? 'sync' : 'unknown' } });
    recorder.check([subject()], []);
    recorder.now += 10_000;
    recorder.verdicts.set(app.program.key, {
      programKey: app.program.key,
      category: 'sync',
      background: 'hold-back',
      confidence: 0.9,
      why: 'it keeps /home/ada in step',
      model: 'a-model',
      at: 1,
      expiresAt: 1e15,
      cost: { provider: 'groq', model: 'a-model', inputTokens: 1, outputTokens: 1, usd: 1 },
      exchangeId: 'x',
    });
    const situation = { battery: true, game: false, presenting: false, hour: 9 };
    recorder.rules.set(app.program.key, [
      { kind: 'never-touch', at: 5 },
      { kind: 'not-then', situation, at: 6 },
    ]);
    recorder.check([subject()], []);
    recorder.now += 10_000;
    recorder.rules.delete(app.program.key);
    recorder.check([subject()], []);
    const { verdicts, rules } = await recorder.recording();
    expect(verdicts).toMatchObject([
      { at: recorder.now - 10_000, verdict: { category: 'sync', why: 'it keeps ~ in step', cost: null } },
    ]);
    expect(rules.map(({ at, rules: held }) => [recorder.now - at, held.map(({ kind }) => kind)])).toEqual([
      [10_000, ['never-touch', 'not-then']],
      [0, []],
    ]);
  });

  it('forgets with a new run which rules the earlier one had', async () => {
    const { key } = anApp().program;
    const earlier = record();
    earlier.rules.set(key, [{ kind: 'milder', at: 1 }]);
    earlier.check([aCase()], []);
    await earlier.dispose();
    const recorder = record();
    recorder.now = earlier.now + 60_000;
    recorder.check([aCase()], []);
    const { rules } = await recorder.recording();
    expect(rules.map(({ at, rules: held }) => [at - earlier.now, held.length])).toEqual([
      [0, 1],
      [60_000, 0],
    ]);
  });

  it('tells each decision with its last status, and only thumbs that were not taken back', async () => {
    const recorder = record();
    const thumb = (verdict: 'up' | 'down') => ({ verdict, reason: null, note: null, at: 1 });
    recorder.decided(aDecision);
    recorder.decided(aDecision);
    recorder.decided({ ...aDecision, status: 'applied' });
    recorder.decided({ ...aDecision, status: 'applied', feedback: thumb('down') });
    recorder.decided({ ...aDecision, id: 'decision-2', feedback: thumb('up') });
    recorder.decided({ ...aDecision, id: 'decision-2', feedback: null });
    const { decisions, words } = await recorder.recording();
    expect(decisions.map(({ id, status, decider }) => [id, status, decider])).toEqual([
      ['decision-1', 'applied', 'background-indexer'],
      ['decision-2', 'observed', 'background-indexer'],
    ]);
    expect(words.map(({ programKey, verdict }) => [programKey, verdict])).toEqual([['program-tracker', 'down']]);
    expect(everything().match(/"kind":"decided"/g)).toHaveLength(3);
  });
});

describe('on disk', () => {
  it('is readable by its owner alone, and packed once a segment is full', async () => {
    const recorder = record({ segmentBytes: 50_000 });
    recordHour(recorder, { seed: 1, apps: 40, checks: 200 });
    await recorder.recording();
    expect(files().filter((name) => name.endsWith('.jsonl.gz')).length).toBeGreaterThan(1);
    expect(files().every((name) => /\.jsonl(\.gz)?$/.test(name))).toBe(true);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const name of files()) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600);
  });

  it('never takes more than its bytes, and gives up the oldest first', async () => {
    const bytes = 60_000;
    const recorder = record({ bytes, segmentBytes: 10_000 });
    let newest = 0;
    for (let round = 0; round < 12; round++) {
      recordHour(recorder, { seed: round, apps: 40, checks: 40 });
      const { checks } = await recorder.recording();
      expect(bytesOnDisk()).toBeLessThanOrEqual(bytes);
      expect(checks.at(-1)?.at).toBe(recorder.now);
      newest = checks[0]?.at ?? 0;
    }
    expect(newest).toBeGreaterThan(Date.UTC(2026, 4, 1));
    expect(recorder.problems).toEqual([]);
  });

  it('keeps nothing longer than its age, nor what a wrong clock dated', async () => {
    const day = 86_400_000;
    const recorder = record();
    recordHour(recorder, { seed: 1, apps: 10, checks: 5 });
    await recorder.dispose();
    const [old = ''] = files();
    writeFileSync(join(directory, old.replace(/\d{15}/, '999999999999999')), textOf(old));
    const later = record();
    later.now += 29 * day;
    recordHour(later, { seed: 2, apps: 10, checks: 5 });
    await later.dispose();
    expect(files()).toHaveLength(2);
    const latest = record();
    latest.now += 31 * day;
    recordHour(latest, { seed: 3, apps: 10, checks: 5 });
    await latest.recording();
    expect(files()).toHaveLength(2);
    expect(files()).not.toContain(`${old}.gz`);
  });

  it('loses no more than the torn line of a crash, and leaves that file alone but for packing it', async () => {
    const crashed = record();
    recordHour(crashed, { seed: 3, apps: 20, checks: 20 });
    const { checks: before } = await crashed.recording();
    const [torn = ''] = files();
    appendFileSync(join(directory, torn), '{"kind":"check","at":17');
    writeFileSync(join(directory, `${torn}.part`), 'half of a packing');
    const recorder = record();
    recorder.now = crashed.now + 60_000;
    recordHour(recorder, { seed: 4, apps: 20, checks: 2 });
    const { checks, skipped } = await recorder.recording();
    expect(checks.slice(0, before.length)).toEqual(before);
    expect(checks).toHaveLength(before.length + 2);
    expect(skipped).toEqual({ lines: 1, segments: 0 });
    expect(files()).toEqual([`${torn}.gz`, expect.stringMatching(/\.jsonl$/)]);
    expect(new Set(checks.map(({ run }) => run)).size).toBe(2);
  });

  it('stops when it cannot write, says so once, and never throws into the loop', async () => {
    writeFileSync(directory, 'a file where the folder should be');
    const recorder = record();
    for (let round = 0; round < 3; round++) {
      recordHour(recorder, { seed: 1, apps: 10, checks: 3 });
      expect((await recorder.recording()).checks).toEqual([]);
    }
    expect(recorder.problems).toEqual([expect.stringMatching(/^Nothing is recorded any more: .*EEXIST/)]);
    // switched off and on again it tries anew
    rmSync(directory);
    recorder.enabled = false;
    recorder.check([aCase()], []);
    recorder.enabled = true;
    recorder.check([aCase()], []);
    expect((await recorder.recording()).checks).toHaveLength(1);
  });

  it.runIf(process.getuid?.() === 0)('stops when the disk is full, and what was written stays readable', async () => {
    mkdirSync(directory);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', directory]);
    mounted = true;
    const recorder = record();
    let checks = 0;
    for (let round = 0; round < 10; round++) {
      recordHour(recorder, { seed: 1, apps: 60, checks: 60 });
      checks = (await recorder.recording()).checks.length;
    }
    expect(recorder.problems).toEqual([expect.stringMatching(/ENOSPC/)]);
    expect(checks).toBeGreaterThan(0);
    recorder.enabled = false;
    recorder.check([aCase()], []);
    recorder.enabled = true;
    await recorder.forget();
    recorder.check([aCase()], []);
    expect((await recorder.recording()).checks).toHaveLength(1);
  });

  it('is left alone while recording is switched off, and gone when it is to be forgotten', async () => {
    const recorder = record();
    recorder.check([aCase()], []);
    recorder.enabled = false;
    recorder.check([aCase()], []);
    recorder.decided(aDecision);
    expect((await recorder.recording()).checks).toHaveLength(1);
    recorder.enabled = true;
    recorder.check([aCase()], []);
    expect((await recorder.recording()).checks).toHaveLength(2);
    writeFileSync(join(directory, 'notes.txt'), 'somebody else’s');
    recorder.check([aCase()], []);
    await recorder.forget();
    expect(files()).toEqual(['notes.txt']);
    expect((await recorder.recording()).cases).toEqual([]);
  });

  it('is written when the recorder is disposed of, and nothing after that', async () => {
    const recorder = record();
    recorder.check([aCase()], []);
    await recorder.dispose();
    recorder.check([aCase()], []);
    await recorder.dispose();
    expect(everything().match(/"kind":"check"/g)).toHaveLength(1);
  });

  it('is read back from its end, as much as was asked for', async () => {
    const recorder = record({ segmentBytes: 20_000 });
    recordHour(recorder, { seed: 5, apps: 40, checks: 300 });
    const all = await recorder.recording();
    expect(all.shortened).toBe(false);
    expect(all.checks).toHaveLength(300);
    const some = await recorder.recording({ cases: 200 });
    expect(some.cases.length).toBeLessThanOrEqual(200);
    expect(some.cases.length).toBeGreaterThan(100);
    expect(some.shortened).toBe(true);
    expect(some.cases).toEqual(all.cases.slice(-some.cases.length));
    const lastQuarter = await recorder.recording({ hours: 0.25 });
    expect(lastQuarter.checks[0]?.at).toBe(recorder.now - 900_000);
    expect(lastQuarter.shortened).toBe(false);
  });
});
