/** What a person says changes what happens next, through the whole engine, on real processes of the test. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../contract/decision.ts';
import { readRecording } from '../main/learn/replay/reader.ts';
import { replaySet } from '../main/learn/replay/compare.ts';
import { builtInPolicies } from '../main/policy/built-in.ts';
import type { Program, Programs } from './support/programs.ts';
import { createPrograms, schedulingOf } from './support/programs.ts';
import type { RunningEngine } from './support/running-engine.ts';
import { startEngine } from './support/running-engine.ts';

let programs: Programs;
let engines: RunningEngine[];

beforeEach(() => {
  programs = createPrograms();
  engines = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.stop();
  await programs.endAll();
});

const data = (): string => join(programs.folder, 'data');
const start = async (...args: string[]): Promise<RunningEngine> => {
  const engine = await startEngine({
    dataDirectory: data(),
    args: [
      ...['--mode', 'autopilot', '--strategy', 'aggressive'],
      ...['--set', `scope.roots=[${process.pid}]`, '--set', 'llm.provider="none"'],
      ...args,
    ],
  });
  engines.push(engine);
  return engine;
};
const indexer = (): Program => programs.start('usr/libexec/tracker-miner-fs-3', 2);
const about =
  ({ pid }: Program, holds: Partial<Decision>) =>
  (decision: Decision): boolean =>
    decision.target.pid === pid &&
    Object.entries(holds).every(([key, value]) => decision[key as keyof Decision] === value);

describe('a thumb with its reason', () => {
  it('says "too hard": it is given back, and next time held back gently', async () => {
    const program = indexer();
    const engine = await start();
    const { id } = await engine.decision(about(program, { status: 'applied', action: 'hold-back' }));
    expect(schedulingOf(program.pid).every(({ policy }) => policy === 5)).toBe(true);
    const told = await engine.call('decisions.feedback', { id, verdict: 'down', reason: 'too-hard' });
    expect(told).toMatchObject({ status: 'undone', feedback: { verdict: 'down', reason: 'too-hard' } });

    const gentle = await engine.decision(
      (one) => one.id !== id && about(program, { status: 'applied', action: 'hold-back', tier: 'user' })(one),
    );
    expect(gentle.sentence?.key).toBe('person.milder');
    expect(schedulingOf(program.pid).every(({ policy, nice }) => policy === 3 && nice === 10)).toBe(true);

    const { lessons } = await engine.call('learning.summary', {});
    expect(lessons.map(({ text }) => text).join()).toMatch(/too hard|gently/i);
  });

  it('without one it is never touched again, until the lesson is taken back', async () => {
    const program = indexer();
    const engine = await start();
    const { id } = await engine.decision(about(program, { status: 'applied', action: 'hold-back' }));
    await engine.call('decisions.feedback', { id, verdict: 'down' });
    const left = await engine.decision(about(program, { tier: 'user', action: 'none' }));
    expect(left.sentence?.key).toBe('lesson.never');

    const { lessons, thumbsDown } = await engine.call('learning.summary', {});
    expect(thumbsDown).toBe(1);
    const lesson = lessons.find(({ kind }) => kind === 'never-touch');
    expect(lesson).toBeDefined();
    const after = await engine.call('learning.forget', { id: lesson?.id ?? '' });
    expect(after.lessons.filter(({ kind }) => kind === 'never-touch')).toEqual([]);
    await engine.decision((one) => one.id !== id && about(program, { status: 'applied', tier: 'policy' })(one));
    await expect(engine.call('learning.forget', { id: lesson?.id ?? '' })).rejects.toThrow(/no such lesson/);
  });
});

describe('policies', () => {
  const draft = {
    description: 'Frobnicators give way',
    condition: 'app.name == "frobnicator" && !foreground && behaviour.cpu5 > limit.cpu',
    action: 'hold-back',
    treatment: 'gentle',
  } as const;

  it('a person’s own goes through every stage, decides, and is rolled back', async () => {
    const program = programs.start('opt/frobnicator/frobnicator', 1);
    const engine = await start();
    const { policy } = await engine.call('policies.draft', draft);
    expect(policy).toMatchObject({ state: 'draft', provenance: 'person', version: 1, next: 'verified' });
    const states: string[] = [];
    for (let step = 0; step < 4; step++) {
      const { policy: now, verification } = await engine.call('policies.advance', { id: policy.id });
      expect(verification?.checks.filter(({ passed }) => !passed)).toEqual([]);
      states.push(now.state);
    }
    expect(states).toEqual(['verified', 'shadow', 'canary', 'active']);

    const decision = await engine.decision(about(program, { status: 'applied', decider: policy.id }));
    expect(decision.explanation).toContain(draft.description);
    expect(schedulingOf(program.pid).every(({ policy: of }) => of === 3)).toBe(true);
    await engine.call('decisions.undo', { id: decision.id });

    const back = await engine.call('policies.stepBack', { id: policy.id });
    expect(back.policy.state).toBe('canary');
    const second = await engine.call('policies.draft', { ...draft, id: policy.id, description: 'Second' });
    expect(second.policy).toMatchObject({ version: 2, state: 'draft' });
    const rolled = await engine.call('policies.rollBack', { id: policy.id, version: 1 });
    expect(rolled.policy.description).toBe(draft.description);
    await engine.call('policies.retire', { id: policy.id });
    await engine.stop();

    const again = await start();
    const { policies } = await again.call('policies.list', {});
    expect(policies.find(({ id }) => id === policy.id)).toMatchObject({ state: 'retired' });
  });

  it('one that would touch what is protected stays a draft, with what was found', async () => {
    const engine = await start();
    const hostile = { ...draft, condition: 'app.category == "audio"' };
    const { policy } = await engine.call('policies.draft', hostile);
    const { policy: still, verification } = await engine.call('policies.advance', { id: policy.id });
    expect(still.state).toBe('draft');
    expect(verification?.checks.filter(({ passed }) => !passed).map(({ name }) => name)).toContain('immunity');
    await expect(engine.call('policies.advance', { id: 'nobody' })).rejects.toThrow(/not-found/);
  });

  it('rules of another tool are previewed, taken as a draft, and only then may decide', async () => {
    programs.start('opt/frobnicator/frobnicator', 1);
    const engine = await start();
    // an app is looked at when it is a few seconds old
    let seconds = 0;
    await engine.until('engine.status', () => ++seconds > 4);
    const files = [
      { name: '00-types.types', text: '{ "type": "BG_CPUIO", "nice": 16, "ioclass": "idle", "sched": "idle" }\n' },
      { name: 'mine.rules', text: '# mine\n{ "name": "frobnicator", "type": "BG_CPUIO" }\n{ "name": broken\n' },
    ];
    const preview = await engine.call('policies.import', { source: 'ananicy', files, apply: false });
    expect(preview).toMatchObject({ rules: 1, holdBack: 1, notUnderstood: 1, policyId: null });
    expect(preview.problems[0]).toMatchObject({ file: 'mine.rules', line: 3 });
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ app: 'frobnicator', from: 'none', to: 'hold-back' }),
    );
    const before = (await engine.call('policies.list', {})).policies.length;
    const taken = await engine.call('policies.import', { source: 'ananicy', files, apply: true });
    const { policies } = await engine.call('policies.list', {});
    expect(policies).toHaveLength(before + 1);
    expect(policies.find(({ id }) => id === taken.policyId)).toMatchObject({
      state: 'draft',
      provenance: 'imported',
      rules: 1,
    });
  });

  it('without a model it says so when asked for proposals', async () => {
    const engine = await start();
    const { proposed, text } = await engine.call('policies.propose', {});
    expect(proposed).toEqual([]);
    expect(text).not.toBe('');
  });
});

describe('the strategy', () => {
  it('stays when it was chosen by hand, and adapts when it is let', async () => {
    const engine = await start();
    expect(await engine.call('engine.status', {})).toMatchObject({ strategy: 'aggressive', strategyPinned: true });
    const let_ = await engine.call('engine.setStrategy', { strategy: 'adapt' });
    expect(let_.strategyPinned).toBe(false);
    const chosen = await engine.call('engine.setStrategy', { strategy: 'conservative' });
    expect(chosen).toMatchObject({ strategy: 'conservative', strategyPinned: true, checkIntervalSeconds: 30 });
    const { strategy } = await engine.call('learning.summary', {});
    expect(strategy).toMatchObject({ current: 'conservative', pinned: true });
  });
});

describe('the recording', () => {
  it('of a real session replays to the decisions that were taken, twice alike, and can be switched off', async () => {
    const [one, two] = [indexer(), programs.start('usr/bin/restic', 1)];
    const engine = await start();
    await engine.decision(about(one, { status: 'applied', action: 'hold-back' }));
    await engine.decision(about(two, { status: 'applied', action: 'hold-back' }));
    await engine.stop();

    const session = await readRecording(join(data(), 'recording'));
    if (!session.ok) throw new Error(session.error);
    const set = { name: 'built-in', policies: builtInPolicies };
    const [first, second] = [replaySet(session.value, set), replaySet(session.value, set)];
    if (!first.ok || !second.ok) throw new Error('the policies that ship are wrong');
    expect(JSON.stringify(first.value.events)).toBe(JSON.stringify(second.value.events));
    const held = first.value.events.filter((event) => event.kind === 'decided' && event.action === 'hold-back');
    expect(held.length).toBeGreaterThanOrEqual(2);
    const table = execFileSync(process.execPath, ['scripts/replay.ts', join(data(), 'recording')], {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
    });
    expect(table).toMatch(/built-in/);
  });

  it('nothing is written when the person does not want it', async () => {
    const program = indexer();
    const engine = await start('--set', 'learning.record=false');
    await engine.decision(about(program, { status: 'applied' }));
    await engine.stop();
    expect(existsSync(join(data(), 'recording'))).toBe(false);
  });
});
