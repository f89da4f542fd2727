/** The main job on real processes: understood, decided on, treated, explained, undone, given back. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Decision } from '../contract/decision.ts';
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

const start = async (...args: string[]): Promise<RunningEngine> => {
  const engine = await startEngine({
    dataDirectory: join(programs.folder, 'data'),
    args: [
      '--mode',
      'autopilot',
      '--strategy',
      'balanced',
      '--set',
      `scope.roots=[${process.pid}]`,
      '--set',
      'llm.provider="none"',
      ...args,
    ],
  });
  engines.push(engine);
  return engine;
};

const indexer = 'usr/libexec/tracker-miner-fs-3';
const startIndexers = (count: number): Program[] => Array.from({ length: count }, () => programs.start(indexer, 2));

/** The decision that holds all of these processes back. */
const holding =
  (...held: readonly Program[]) =>
  (decision: Decision): boolean =>
    decision.status === 'applied' &&
    decision.action === 'hold-back' &&
    held.every(({ pid, startTime }) =>
      decision.processes.some((one) => one.pid === pid && one.startTime === startTime),
    );

const isHeld = ({ nice, policy, io }: ReturnType<typeof schedulingOf>[number]): boolean =>
  nice > 0 && policy === 5 && io.startsWith('idle');

describe('the main job', () => {
  it('holds eight indexers back on every thread, leaves IDE and sound server alone, and explains each decision', async () => {
    const indexers = startIndexers(8);
    const ide = programs.start('usr/share/code/code', 1);
    const sound = programs.start('usr/bin/pipewire', 1);
    const unknown = programs.start('opt/frobnicator/frobnicator', 1);
    const others = [ide, sound, unknown];
    const before = others.map(({ pid }) => schedulingOf(pid));

    const engine = await start();
    const decision = await engine.decision(holding(...indexers));
    for (const { pid } of indexers) expect(schedulingOf(pid).filter(isHeld)).toHaveLength(2);
    expect(others.map(({ pid }) => schedulingOf(pid))).toEqual(before);

    expect(decision).toMatchObject({
      tier: 'policy',
      app: { category: 'indexer' },
      target: { exe: join(programs.folder, indexer) },
    });
    expect(decision.explanation).toMatch(/indexes files/);
    expect(decision.evidence).toContainEqual(expect.objectContaining({ metric: 'cpu over 5 s', threshold: 10 }));
    expect(decision.rejected.map(({ action }) => action)).toContain('freeze');
    expect(decision.levers.map(({ lever }) => lever)).toEqual(
      expect.arrayContaining(['nice', 'schedPolicy', 'ioPriority']),
    );

    const { decisions } = await engine.call('decisions.list', {});
    for (const one of decisions) {
      expect(one.explanation).not.toBe('');
      expect(one.evidence.length).toBeGreaterThan(0);
    }
    const aboutOthers = decisions.filter(({ target }) => others.some(({ pid }) => pid === target.pid));
    expect(aboutOthers.filter(({ action }) => action !== 'none')).toEqual([]);
    const { apps } = await engine.call('apps.list', {});
    const categoryOf = ({ pid }: Program) => apps.find(({ pids }) => pids.includes(pid))?.category;
    expect([ide, sound, unknown].map(categoryOf)).toEqual(['ide', 'audio', 'unknown']);
  });

  it('gives back the exact nice, policy and IO priority of each thread on undo', async () => {
    const [plain, tuned] = startIndexers(2);
    if (!plain || !tuned) throw new Error('two were started');
    execFileSync('renice', ['-n', '3', '-p', String(tuned.pid)]);
    execFileSync('chrt', ['--batch', '-p', '0', String(tuned.pid)]);
    execFileSync('ionice', ['-c', '2', '-n', '5', '-p', String(tuned.pid)]);
    const before = [plain, tuned].map(({ pid }) => schedulingOf(pid));

    const engine = await start();
    const { id } = await engine.decision(holding(plain, tuned));
    expect([plain, tuned].map(({ pid }) => schedulingOf(pid))).not.toEqual(before);
    const undone = await engine.call('decisions.undo', { id });
    expect(undone.status).toBe('undone');
    expect([plain, tuned].map(({ pid }) => schedulingOf(pid))).toEqual(before);
  });

  it('gives everything back on SIGTERM and exits with 0', async () => {
    const indexers = startIndexers(2);
    const before = indexers.map(({ pid }) => schedulingOf(pid));
    const engine = await start();
    await engine.decision(holding(...indexers));
    expect(await engine.stop('SIGTERM')).toBe(0);
    expect(indexers.map(({ pid }) => schedulingOf(pid))).toEqual(before);
  });

  it('gives everything back at its next start after kill -9, but leaves alone and reports what was changed by hand', async () => {
    const indexers = startIndexers(3);
    const [changed, ...others] = indexers;
    if (!changed) throw new Error('three were started');
    const before = others.map(({ pid }) => schedulingOf(pid));
    const engine = await start();
    const { id } = await engine.decision(holding(...indexers));
    await engine.stop('SIGKILL');
    expect(schedulingOf(changed.pid).every(isHeld)).toBe(true);
    execFileSync('renice', ['-n', '7', '-p', String(changed.pid)]);

    const next = await start('--mode', 'observe');
    expect(others.map(({ pid }) => schedulingOf(pid))).toEqual(before);
    expect(schedulingOf(changed.pid).some(({ nice }) => nice === 7)).toBe(true);
    const decision = await next.call('decisions.get', { id });
    expect(decision.status).toBe('undone');
    expect(decision.notes.map(({ text }) => text).join('\n')).toMatch(
      new RegExp(`${changed.pid}.*nice|nice.*${changed.pid}`),
    );
    const { notices } = await next.call('engine.status', {});
    expect(notices.map(({ code }) => code)).toEqual(expect.arrayContaining(['recovered', 'left-alone']));
  });

  it('leaves alone and reports what a person changes while it is treated', async () => {
    const [changed, other] = startIndexers(2);
    if (!changed || !other) throw new Error('two were started');
    const before = schedulingOf(other.pid);
    const engine = await start('--strategy', 'aggressive');
    const { id } = await engine.decision(holding(changed, other));
    execFileSync('renice', ['-n', '4', '-p', String(changed.pid)]);
    const { notes } = await engine.decision((one) => one.id === id && one.notes.length > 0);
    expect(notes.map(({ text }) => text).join('\n')).toMatch(/nice .* to 4; it is left alone/);
    const { apps } = await engine.call('apps.list', {});
    expect(apps.find(({ pids }) => pids.includes(changed.pid))?.lock).toMatch(/nice/);

    await engine.call('decisions.undo', { id });
    expect(schedulingOf(other.pid)).toEqual(before);
    expect(schedulingOf(changed.pid).map(({ nice }) => nice)).toContain(4);
  });

  it('remembers over a restart what a person set by hand, and until when it was paused', async () => {
    const [changed, other] = startIndexers(2);
    if (!changed || !other) throw new Error('two were started');
    const engine = await start('--strategy', 'aggressive');
    const { id } = await engine.decision(holding(changed, other));
    execFileSync('renice', ['-n', '4', '-p', String(changed.pid)]);
    await engine.decision((one) => one.id === id && one.notes.length > 0);
    const { pausedUntil } = await engine.call('engine.pause', { minutes: 60 });
    await engine.stop();

    const next = await start();
    expect((await next.call('engine.status', {})).pausedUntil).toBe(pausedUntil);
    const { processes } = await next.call('processes.list', {});
    const setBy = (pid: number) => processes.find((row) => row.pid === pid)?.setBy;
    expect([setBy(changed.pid), setBy(other.pid)]).toEqual(['person', 'default']);
    expect((await next.call('engine.resume', {})).pausedUntil).toBeNull();
  });

  it('lets a person do it by hand, and refuses a start time that is not the process’s', async () => {
    const engine = await start('--mode', 'observe');
    const unknown = programs.start('opt/frobnicator/frobnicator', 2);
    const before = schedulingOf(unknown.pid);
    await engine.until('processes', ({ rows }) => rows.some(({ pid }) => pid === unknown.pid));
    const { pid, startTime } = unknown;
    await expect(
      engine.call('processes.act', { kind: 'treat', pid, startTime: startTime + 1, action: 'hold-back' }),
    ).rejects.toThrow(/not-found/);
    expect(schedulingOf(pid)).toEqual(before);

    const { decision } = await engine.call('processes.act', { kind: 'treat', pid, startTime, action: 'hold-back' });
    expect(decision).toMatchObject({ status: 'applied', tier: 'user', target: { pid } });
    expect(schedulingOf(pid).every(isHeld)).toBe(true);
    await engine.call('processes.act', { kind: 'restore', pid, startTime });
    expect(schedulingOf(pid)).toEqual(before);
  });

  it('ends nothing without a confirmation, and an immune program not at all', async () => {
    const engine = await start();
    const sound = programs.start('usr/bin/pipewire', 1);
    const unknown = programs.start('opt/frobnicator/frobnicator', 1);
    await engine.until('processes', ({ rows }) =>
      [sound, unknown].every(({ pid }) => rows.some((row) => row.pid === pid)),
    );
    const end = ({ pid, startTime }: Program, confirmed: boolean) =>
      engine.call('processes.act', { kind: 'treat', pid, startTime, action: 'end', confirmed });
    await expect(end(unknown, false)).rejects.toThrow(/confirmation/);
    expect((await end(sound, true)).decision).toMatchObject({ status: 'refused', refusal: { code: 'immune' } });
    const exited = new Promise((resolve) => unknown.child.once('exit', (_, signal) => resolve(signal)));
    await end(unknown, true);
    expect(await exited).toBe('SIGTERM');
    expect(sound.child.exitCode).toBeNull();
  });

  it('asks in assist mode: a no changes nothing, a yes is carried out', async () => {
    const indexers = startIndexers(2);
    const before = indexers.map(({ pid }) => schedulingOf(pid));
    const engine = await start('--mode', 'assist');
    const { approvals } = await engine.until('approvals', (value) => value.approvals.length > 0);
    expect(indexers.map(({ pid }) => schedulingOf(pid))).toEqual(before);
    const [question] = approvals;
    if (!question) throw new Error('there is a question');
    const decision = await engine.call('approvals.answer', { id: question.id, answer: 'approve' });
    expect(decision.status).toBe('applied');
    for (const { pid } of indexers) expect(schedulingOf(pid).every(isHeld)).toBe(true);
    await expect(engine.call('approvals.answer', { id: question.id, answer: 'reject' })).rejects.toThrow(
      /answered already/,
    );
  });

  it('does not treat an app that way again after one thumb down', async () => {
    const indexers = startIndexers(2);
    const before = indexers.map(({ pid }) => schedulingOf(pid));
    const engine = await start('--strategy', 'aggressive');
    const { id } = await engine.decision(holding(...indexers));
    const { status } = await engine.call('decisions.feedback', { id, verdict: 'down', note: 'I need this now' });
    expect(status).toBe('undone');
    const lesson = await engine.decision(({ tier, action }) => tier === 'user' && action === 'none');
    expect(lesson.explanation).toMatch(/thumbs-down/);
    expect(indexers.map(({ pid }) => schedulingOf(pid))).toEqual(before);
  });
});
