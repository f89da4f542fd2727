import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { preventable } from './electron.fixture.ts';
import { followPower } from './power.ts';

test('the engine sleeps and wakes with the machine, a shutdown is delayed and ends the app, and all of it can stop', () => {
  const story: string[] = [];
  const powerMonitor = new EventEmitter();
  const stop = followPower({
    powerMonitor,
    engine: { sleep: () => story.push('sleep'), wake: () => story.push('wake') },
    end: (reason) => story.push(reason),
    log: { info: () => undefined, warn: () => undefined },
  });
  const shutdown = preventable({});
  for (const event of ['suspend', 'resume']) powerMonitor.emit(event);
  powerMonitor.emit('shutdown', shutdown);
  // an Electron that tells no event with it
  powerMonitor.emit('shutdown');
  expect(story).toEqual(['sleep', 'wake', 'the machine shuts down', 'the machine shuts down']);
  expect(shutdown.prevented()).toBe(true);
  stop();
  for (const event of ['suspend', 'resume', 'shutdown']) powerMonitor.emit(event);
  expect(story).toHaveLength(4);
});
