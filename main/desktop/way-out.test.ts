import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { preventable } from './electron.fixture.ts';
import { createWayOut } from './way-out.ts';

afterEach(() => void vi.useRealTimers());

function anApp(giveBack: () => Promise<unknown> = () => Promise.resolve()) {
  const app = new EventEmitter();
  const process = new EventEmitter();
  const story: string[] = [];
  const wayOut = createWayOut({
    app: Object.assign(app, { exit: (code: number) => story.push(`exit ${code}`) }),
    process,
    giveBack: async () => {
      story.push('give back');
      await giveBack();
    },
    onProperEnd: () => story.push('proper'),
    onCrash: (error) => {
      story.push(`crash ${String(error)}`);
      return (properly) => story.push(properly ? 'last' : 'last, in haste');
    },
    log: { info: () => undefined, warn: () => undefined },
  });
  return { app, process, story, ...wayOut };
}

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'])('%s gives back and leaves', async (signal) => {
  const { process, story } = anApp();
  process.emit(signal);
  await vi.waitFor(() => expect(story).toEqual(['give back', 'proper', 'exit 0']));
});

test('quitting waits until everything was given back, and quitting twice is harmless', async () => {
  const given = Promise.withResolvers<undefined>();
  const { app, end, story } = anApp(() => given.promise);
  const quit = preventable({});
  app.emit('before-quit', quit);
  expect(quit.prevented()).toBe(true);
  app.emit('before-quit', preventable({}));
  end('the menu');
  expect(story).toEqual(['give back']);
  given.resolve(undefined);
  await vi.waitFor(() => expect(story).toEqual(['give back', 'proper', 'exit 0']));
});

test('an end that hangs is cut after a few seconds, and does not count as proper', async () => {
  vi.useFakeTimers();
  const { end, story } = anApp(() => new Promise(() => undefined));
  end('SIGTERM');
  await vi.advanceTimersByTimeAsync(3_000);
  expect(story).toEqual(['give back']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(story).toEqual(['give back', 'exit 0']);
});

test('what cannot be given back does not keep the app alive', async () => {
  const { end, story } = anApp(() => Promise.reject(new Error('the disk is full')));
  end('the menu');
  await vi.waitFor(() => expect(story).toEqual(['give back', 'exit 0']));
});

test.each(['uncaughtException', 'unhandledRejection'])('%s gives back before anything else', async (event) => {
  const { process, story } = anApp();
  process.emit(event, 'a bug');
  await vi.waitFor(() => expect(story).toEqual(['crash a bug', 'give back', 'last', 'exit 1']));
});

test('an update restarts when everything was given back and there is room, and the app leaves when it is asked to', async () => {
  const { app, makeWay, story } = anApp();
  await makeWay(
    () => story.push('room'),
    () => story.push('failed'),
  );
  expect(story).toEqual(['give back', 'proper', 'room']);
  const quit = preventable({});
  app.emit('before-quit', quit);
  expect(quit.prevented()).toBe(true);
  expect(story.at(-1)).toBe('exit 0');
});

test('an update that hangs is cut, and one whose new version never asks to quit is said', async () => {
  vi.useFakeTimers();
  const { makeWay, story } = anApp(() => new Promise(() => undefined));
  const made = makeWay(
    () => story.push('room'),
    () => story.push('failed'),
  );
  await vi.advanceTimersByTimeAsync(5_000);
  await made;
  expect(story).toEqual(['give back', 'room']);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(story).toEqual(['give back', 'room', 'failed', 'exit 1']);
});

test('nothing is updated while the app ends', async () => {
  const { end, makeWay, story } = anApp();
  end('the menu');
  await expect(
    makeWay(
      () => story.push('room'),
      () => undefined,
    ),
  ).rejects.toThrow('about to end');
  expect(story).not.toContain('room');
});

test('a crash whose end is cut is said to be one', async () => {
  vi.useFakeTimers();
  const { process, story } = anApp(() => new Promise(() => undefined));
  process.emit('uncaughtException', 'a bug');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(story).toEqual(['crash a bug', 'give back', 'last, in haste', 'exit 1']);
});

test('an error while it is ending changes nothing about the end', async () => {
  const { end, process, story } = anApp();
  end('the menu');
  process.emit('uncaughtException', 'late');
  await vi.waitFor(() => expect(story).toEqual(['give back', 'proper', 'exit 0']));
});
