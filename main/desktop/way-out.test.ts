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
      return () => story.push('last');
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

test('an error while it is ending changes nothing about the end', async () => {
  const { end, process, story } = anApp();
  end('the menu');
  process.emit('uncaughtException', 'late');
  await vi.waitFor(() => expect(story).toEqual(['give back', 'proper', 'exit 0']));
});
