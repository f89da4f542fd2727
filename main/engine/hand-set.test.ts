/** What a person sets by hand, through the whole engine, on real processes of the test. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import type { ManualSetting } from '../../contract/calls.ts';
import { Spawned, startTimeOf, valuesOf } from '../act/spawned.fixture.ts';
import { assemble } from '../assemble.ts';
import type { Assembled } from '../assemble.ts';
import { anApp } from '../decide/case.fixture.ts';
import { treatments } from '../policy/treatments.ts';
import { withLever } from './hand-set.ts';

let directory: string;
let assembled: Assembled;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'brainkernel-hand-'));
  assembled = await assemble({
    dataDirectory: directory,
    overrides: { mode: 'observe', 'llm.provider': 'none' },
    environment: {},
    log: silent,
  });
});
afterEach(async () => {
  await assembled.stop();
  rmSync(directory, { recursive: true });
});

const act = (input: CallInput<'processes.act'>): Promise<CallOutput<'processes.act'>> =>
  Promise.resolve(assembled.api.handlers['processes.act'](input));
const setOn = async (target: Spawned, setting: ManualSetting) =>
  (await act({ kind: 'set', ...target.key, setting })).decision;
const each = (target: Spawned) => new Set(valuesOf(target.pid).values());

test('one value after the other is set on every thread, said, and all are given back at once', async () => {
  await using target = await Spawned.start(12);
  const before = valuesOf(target.pid);
  await assembled.engine.start();

  const nice = await setOn(target, { lever: 'nice', value: 7 });
  expect(nice).toMatchObject({
    status: 'applied',
    tier: 'user',
    action: 'hold-back',
    target: target.key,
    processes: [target.key],
  });
  expect(nice.levers).toContainEqual({ lever: 'nice', before: 0, after: 7 });
  expect([...each(target)].every((values) => values.startsWith('nice 7 policy 0 '))).toBe(true);

  await setOn(target, { lever: 'schedPolicy', value: 'batch' });
  await setOn(target, { lever: 'affinity', value: [0] });
  const last = await setOn(target, { lever: 'ioPriority', value: { class: 'best-effort', level: 6 } });
  expect(each(target)).toEqual(new Set(['nice 7 policy 3 io best-effort: prio 6 cpus 0']));
  const earlier = await assembled.api.handlers['decisions.get']({ id: nice.id });
  expect(earlier).toMatchObject({ status: 'undone', notes: [{ text: 'you set another value' }] });

  const lower = await setOn(target, { lever: 'nice', value: 3 });
  expect(lower).toMatchObject({ status: 'applied' });
  expect(each(target)).toEqual(new Set(['nice 3 policy 3 io best-effort: prio 6 cpus 0']));
  expect(last.id).not.toBe(lower.id);

  const undone = await act({ kind: 'restore', ...target.key });
  expect(undone.decision).toMatchObject({ id: lower.id, status: 'undone' });
  expect(valuesOf(target.pid)).toEqual(before);
});

test('a process that has ended, or that another one’s start time names, is not touched', async () => {
  await using target = await Spawned.start(2);
  const before = valuesOf(target.pid);
  await assembled.engine.start();
  const other = { pid: target.pid, startTime: target.key.startTime + 1 };
  await expect(act({ kind: 'set', ...other, setting: { lever: 'nice', value: 7 } })).rejects.toThrow('has ended');
  expect(valuesOf(target.pid)).toEqual(before);
});

test('values out of bounds, CPUs that are not there and ourselves are refused with the reason', async () => {
  await using target = await Spawned.start(2);
  const before = valuesOf(target.pid);
  await assembled.engine.start();
  await expect(setOn(target, { lever: 'nice', value: -20 })).rejects.toThrow('below -5');
  expect(await setOn(target, { lever: 'affinity', value: [8000] })).toMatchObject({ status: 'failed' });
  expect(valuesOf(target.pid)).toEqual(before);

  const rows = await assembled.api.handlers['processes.list']({});
  const own = rows.processes.find(({ pid }) => pid === process.pid);
  const { pid, startTime } = own ?? { pid: 0, startTime: 0 };
  const { decision } = await act({ kind: 'set', pid, startTime, setting: { lever: 'nice', value: 7 } });
  expect(decision).toMatchObject({ status: 'refused', refusal: { code: 'own' } });
});

test('the value it has already is said to change nothing', async () => {
  await using target = await Spawned.start(2);
  await assembled.engine.start();
  const decision = await setOn(target, { lever: 'schedPolicy', value: 'other' });
  expect(decision).toMatchObject({ status: 'refused', refusal: { code: 'nothing-to-do' } });
});

test('a plan that lost the lever that was asked for is refused, even if it kept others', () => {
  const treatment = { ...treatments['leave-alone'], nice: 5 };
  const plan = { decisionId: 'd', app: anApp(), processes: [], treatment, exact: true };
  const dropped = [{ lever: 'schedPolicy', kind: 'not-undoable', why: 'no undo' }] as const;
  const ruling = { kind: 'act', plan, dropped } as const;
  expect(withLever('schedPolicy', ruling)).toEqual({
    kind: 'refuse',
    code: 'not-undoable',
    reason: 'schedPolicy: no undo',
  });
  expect(withLever('nice', ruling)).toMatchObject({ kind: 'act', plan: { asked: 'nice' } });
});

test('another treatment of a process leaves what was set by hand on its child', async () => {
  await using target = await Spawned.start(2);
  const pid = await target.order('child');
  await assembled.engine.start();
  const child = { pid, startTime: startTimeOf(pid) };
  const set = await act({ kind: 'set', ...child, setting: { lever: 'nice', value: 7 } });
  const own = await setOn(target, { lever: 'nice', value: 3 });

  const treated = await act({ kind: 'treat', ...target.key, action: 'hold-back' });

  expect(treated.decision).toMatchObject({ status: 'applied', processes: [target.key] });
  const statusOf = async (id: string) => (await assembled.api.handlers['decisions.get']({ id })).status;
  expect([await statusOf(set.decision.id), await statusOf(own.id)]).toEqual(['applied', 'undone']);
  expect(valuesOf(pid).get(pid)).toMatch(/^nice 7 /);
});

test('stopped while it starts, it takes no further sample and refuses to act', async () => {
  await using target = await Spawned.start(2);
  const before = valuesOf(target.pid);
  const { engine } = assembled;
  let samples = 0;
  engine.onSample(() => (samples += 1));
  const starting = engine.start();
  await engine.stop();
  await starting;
  expect(samples).toBe(0);
  await expect(setOn(target, { lever: 'nice', value: 7 })).rejects.toThrow('is stopping');
  expect(valuesOf(target.pid)).toEqual(before);
});

test('what is there to be set can be read with the number of CPUs', async () => {
  await using target = await Spawned.start(2);
  await assembled.engine.start();
  const values = await assembled.api.handlers['processes.values'](target.key);
  expect(values).toMatchObject({ nice: 0, schedPolicy: 'other' });
  expect(values.cpus).toBeGreaterThan(0);
});
