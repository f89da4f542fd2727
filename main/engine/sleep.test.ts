import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { assemble } from '../assemble.ts';
import type { Assembled } from '../assemble.ts';
import type { View } from '../engine.ts';

let folder = '';
let running: Assembled | null = null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sleep-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  running = await assemble({
    dataDirectory: folder,
    overrides: { mode: 'observe', 'scope.roots': [process.pid], 'llm.provider': 'none' },
    environment: { XDG_RUNTIME_DIR: folder, DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent' },
    log: { info: () => undefined, warn: () => undefined },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await running?.stop();
  rmSync(folder, { recursive: true });
});

const engine = () => {
  if (!running) throw new Error('nothing runs');
  return running.engine;
};
/** The sample that is begun by `begin`, and the turn in which the next one is planned. */
async function sampleAfter(begin: () => void): Promise<View> {
  const sampled = new Promise<View>((resolve) => {
    const stop = engine().onSample((view) => {
      stop();
      resolve(view);
    });
  });
  begin();
  const view = await sampled;
  await turn();
  return view;
}
const second = () => sampleAfter(() => vi.advanceTimersByTime(1_000));

/** Timers of an engine between two samples, once what the start began (a bus that is looked for) has come to its end. */
async function timersAwake(): Promise<number> {
  await engine().start();
  do await second();
  while (vi.getTimerCount() > 1);
  return vi.getTimerCount();
}

test('asleep it plans no sample, and awake it goes on with one a second', async () => {
  const awake = await timersAwake();
  await second();
  expect(vi.getTimerCount()).toBe(awake);
  engine().sleep();
  expect(vi.getTimerCount()).toBe(awake - 1);
  engine().wake();
  await turn();
  expect(vi.getTimerCount()).toBe(awake);
  await second();
});

test('put to sleep in the middle of a sample, it finishes that one and plans no other', async () => {
  const awake = await timersAwake();
  await sampleAfter(() => {
    vi.advanceTimersByTime(1_000);
    engine().sleep();
  });
  expect(vi.getTimerCount()).toBe(awake - 1);
});

test('however often it is woken, there is one next sample', async () => {
  const awake = await timersAwake();
  await sampleAfter(() => {
    vi.advanceTimersByTime(1_000);
    engine().sleep();
    engine().wake();
    engine().wake();
    engine().sleep();
    engine().wake();
  });
  expect(vi.getTimerCount()).toBe(awake);
});

test('it can be stopped while it sleeps, and waking it then does nothing', async () => {
  await engine().start();
  engine().sleep();
  await engine().stop();
  const stopped = vi.getTimerCount();
  engine().wake();
  await turn();
  expect(vi.getTimerCount()).toBe(stopped);
});
