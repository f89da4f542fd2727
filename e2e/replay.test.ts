/** What real processes did, recorded and replayed by the command that a person runs; and a whole hour, made up. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../main/clock.ts';
import { decide } from '../main/decide/decide.ts';
import { policyTier } from '../main/decide/tiers/policies.ts';
import { triage } from '../main/decide/triage.ts';
import { createRecorder } from '../main/learn/replay/recorder.ts';
import { recordHour, testRecorder } from '../main/learn/replay/recorder.fixture.ts';
import { redact } from '../main/llm/redact.ts';
import { builtInPolicies } from '../main/policy/built-in.ts';
import { createPolicyRepository } from '../main/policy/repository.ts';
import { createSampler } from '../main/sampler/sampler.ts';
import { createContextSource } from '../main/workload/context.ts';
import { workloadWith } from '../main/workload/reading.fixture.ts';
import type { Program, Programs } from './support/programs.ts';
import { createPrograms } from './support/programs.ts';

let folder: string;
let programs: Programs;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-replay-'));
  programs = createPrograms();
});
afterEach(async () => {
  await programs.endAll();
  rmSync(folder, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const script = join(import.meta.dirname, '../scripts/replay.ts');
const replay = (args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'] ?? '', ...environment }, maxBuffer: 2 ** 28 };
    const child = execFile(process.execPath, [script, ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });

/** The same recording where it is another time of day, in another language, on another day. */
async function twice(args: readonly string[]): Promise<readonly [string, string]> {
  const here = await replay([...args, '--json'], { TZ: 'Pacific/Auckland', LC_ALL: 'C.UTF-8' });
  const there = await replay([...args, '--json'], { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' });
  expect([here.code, there.code, here.stderr, there.stderr]).toEqual([0, 0, '', '']);
  return [here.stdout, there.stdout];
}

const report = z.object({
  recording: z.object({ checks: z.number(), cases: z.number() }),
  sets: z.array(
    z.object({
      name: z.string(),
      score: z.object({
        seconds: z.number(),
        programs: z.array(z.object({ name: z.string(), wish: z.string().nullable() })),
      }),
      again: z.object({ found: z.number(), of: z.number() }),
      events: z.array(
        z.object({
          kind: z.string(),
          programKey: z.string(),
          name: z.string(),
          action: z.string(),
          decider: z.string().optional(),
        }),
      ),
    }),
  ),
});

const said = (one: { programKey: string; action: string; decider: string | undefined }): string =>
  [one.programKey, one.action, one.decider].join(' ');

/** As many checks as it takes for something to be recorded of what came after a decision. */
const leastChecks = 6;

/** Samples this machine once a second, decides about the programs given, and records it, until `enough`. */
async function watch(
  directory: string,
  started: readonly Program[],
  enough: (decided: ReadonlySet<string>) => boolean,
): Promise<ReadonlySet<string>> {
  const repository = createPolicyRepository(builtInPolicies);
  if (!repository.ok) throw new Error(repository.error);
  const tiers = [policyTier(repository.value)];
  const sampler = createSampler();
  const workload = workloadWith();
  const senses = createContextSource({ environment: { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent' } });
  const problems: string[] = [];
  const recorder = createRecorder({
    directory,
    clock: systemClock,
    redact: (text) => redact(text, { user: 'nobody', host: 'nowhere', home: programs.folder }, true),
    enabled: () => true,
    onProblem: (text) => problems.push(text),
    verdictOf: () => null,
    rulesOf: () => [],
  });
  const pids = new Set(started.map(({ pid }) => pid));
  const decided = new Set<string>();
  try {
    for (let check = 0; check < leastChecks || !enough(decided); check++) {
      const snapshot = await sampler.sample();
      const own = workload.observe(snapshot, null).filter(({ app }) => app.processes.some(({ pid }) => pids.has(pid)));
      const context = await senses.read(() => null, snapshot);
      const cases = triage(own, { at: snapshot.at, context, system: snapshot.system, strategy: 'balanced' });
      for (const { subject, proposal } of decide(cases, tiers)) {
        if (proposal) decided.add(said({ programKey: subject.app.program.key, ...proposal }));
      }
      recorder.check(cases, []);
      await pause(1_000);
    }
  } finally {
    await recorder.dispose();
    senses.dispose();
    sampler.dispose();
  }
  expect(problems).toEqual([]);
  return decided;
}

describe('what real processes did', () => {
  it('is decided alike when it is replayed, as often as one likes', async () => {
    const started = [programs.start('libexec/tracker-miner-fs-3'), programs.start('opt/codium')];
    const directory = join(folder, 'recording');
    const decided = await watch(directory, started, (so) =>
      ['background-indexer', 'latency-critical'].every((policy) => [...so].some((one) => one.endsWith(policy))),
    );
    const [segment = ''] = readdirSync(directory);
    const text = readFileSync(join(directory, segment), 'utf8');
    expect(text).toContain('~/libexec/tracker-miner-fs-3');
    expect(text).not.toContain(programs.folder);

    const [first, second] = await twice([directory]);
    expect(first).toBe(second);
    const { sets } = report.parse(JSON.parse(first));
    const [builtIn, none] = sets;
    const replayed = builtIn?.events.filter(({ kind }) => kind === 'decided') ?? [];
    expect(new Set(replayed.map((one) => said({ decider: one.decider, ...one })))).toEqual(decided);
    expect(none).toMatchObject({ name: 'none', events: [] });
  });
});

describe('a recorded hour', () => {
  const record = async (): Promise<string> => {
    const directory = join(folder, 'hour');
    const recorder = testRecorder(directory, { segmentBytes: 200_000 });
    recordHour(recorder, { seed: 2026, apps: 60, checks: 360 });
    recorder.word({ programKey: 'program-2', action: 'hold-back', verdict: 'up' });
    recorder.word({ programKey: 'program-4', action: 'hold-back', verdict: 'down' });
    await recorder.dispose();
    expect(readdirSync(directory).length).toBeGreaterThan(1);
    return directory;
  };

  it('gives the same decisions twice, to the byte', async () => {
    const [first, second] = await twice([await record()]);
    expect(first).toBe(second);
    const { recording, sets } = report.parse(JSON.parse(first));
    expect(recording.checks).toBe(360);
    expect(sets.map(({ name }) => name)).toEqual(['built-in', 'none', 'as it was']);
    expect(sets[0]?.events.length).toBeGreaterThan(100);
  });

  it('is told as a table, with other policies beside those that are tried', async () => {
    const rules = join(folder, 'rules');
    const directory = await record();
    mkdirSync(rules);
    writeFileSync(join(rules, 'a.rules'), '{"name":"tracker-2","nice":19,"sched":"idle"}\nnonsense\n');
    const { code, stdout, stderr } = await replay([directory, '--rules', rules]);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines).toContain(`ananicy rules: 1 rules from ${rules}, 1 not understood.`);
    const table = lines.slice(lines.findIndex((line) => line.startsWith('policies')));
    const rows = ['policies', 'built-in', 'ananicy rules', 'none', 'as it was'];
    rows.forEach((name, row) => expect(table[row]).toMatch(new RegExp(`^${name} `)));
    // aligned: what is right of every column ends where its heading ends
    const end = (table[0]?.indexOf('treatments') ?? 0) + 'treatments'.length;
    for (const line of table.slice(1, rows.length)) expect(line.slice(end - 1, end + 1)).toMatch(/^\d $/);
    const only = await replay([directory, '--policies', `import:${rules}`, '--json']);
    expect(report.parse(JSON.parse(only.stdout)).sets[0]?.score.programs).toEqual([
      { name: 'Tracker 2', wish: 'treat' },
    ]);
  });
});

describe('a replay that cannot be', () => {
  it('is one line and exit code 2', async () => {
    const empty = join(folder, 'empty');
    const other = join(folder, 'other');
    const newer = join(folder, 'newer');
    const headOnly = join(folder, 'head');
    writeFileSync(empty, '');
    writeFileSync(other, 'not a recording\n');
    writeFileSync(newer, '{"kind":"recording","version":9,"run":"r","at":1}\n');
    writeFileSync(headOnly, '{"kind":"recording","version":1,"run":"r","at":1}\n');
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /which recording/],
      [[join(folder, 'missing')], /there is no such file/],
      [[empty], /is empty/],
      [[folder], /holds no recording/],
      [[other], /it is no recording/],
      [[newer], /version 9/],
      [[headOnly], /nothing to replay/],
      [[headOnly, 'another'], /one too many/],
      [[headOnly, '--policies', 'all'], /built-in, none or import:FOLDER/],
      [[headOnly, '--policies', `import:${empty}`], /cannot be read/],
      [[headOnly, '--rules', folder], /no \.rules/],
      [[headOnly, '--frobnicate'], /--frobnicate/],
    ];
    for (const [args, sentence] of wrong) {
      const { code, stdout, stderr } = await replay(args);
      expect([args, code, stdout, stderr.trim().split('\n').length]).toEqual([args, 2, '', 1]);
      expect(stderr).toMatch(sentence);
    }
  });

  it('explains itself when asked', async () => {
    const { code, stdout } = await replay(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run replay -- RECORDING/);
  });
});
