import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { assemble } from '../assemble.ts';
import type { Assembled } from '../assemble.ts';
import type { View } from '../engine.ts';

let folder = '';
/** Those that wait, with their delays in ms. */
const timers = new Map<unknown, number | undefined>();
let running: Assembled | null = null;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sleep-'));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  timers.clear();
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((run: () => void, delay?: number) => {
    const timer = set(() => {
      timers.delete(timer);
      run();
    }, delay);
    timers.set(timer, delay);
    return timer;
  });
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    timers.delete(timer);
    clear(timer);
  });
  running = await assemble({
    dataDirectory: folder,
    overrides: { mode: 'observe', 'scope.roots': [process.pid], 'llm.provider': 'none' },
    environment: { XDG_RUNTIME_DIR: folder, DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/nonexistent' },
    log: { info: () => undefined, warn: () => undefined },
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
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

/** Samples that are planned: timers of a second. What else has a timer (a bus, a file that is looked for) has another delay. */
function planned(): number {
  return [...timers.values()].filter((delay) => delay === 1_000).length;
}

test('asleep it plans no sample, and awake it goes on with one a second', async () => {
  await engine().start();
  await second();
  expect(planned()).toBe(1);
  engine().sleep();
  expect(planned()).toBe(0);
  engine().wake();
  await turn();
  expect(planned()).toBe(1);
  await second();
});

test('put to sleep in the middle of a sample, it finishes that one and plans no other', async () => {
  await engine().start();
  await sampleAfter(() => {
    vi.advanceTimersByTime(1_000);
    engine().sleep();
  });
  expect(planned()).toBe(0);
});

test('however often it is woken, there is one next sample', async () => {
  await engine().start();
  await sampleAfter(() => {
    vi.advanceTimersByTime(1_000);
    engine().sleep();
    engine().wake();
    engine().wake();
    engine().sleep();
    engine().wake();
  });
  expect(planned()).toBe(1);
});

test('it can be stopped while it sleeps, and waking it then does nothing', async () => {
  await engine().start();
  engine().sleep();
  await engine().stop();
  expect(planned()).toBe(0);
  engine().wake();
  await turn();
  expect(planned()).toBe(0);
});
