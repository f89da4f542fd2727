import { afterEach, expect, test } from 'vitest';
import { createForeground } from './foreground.ts';
import type { ForegroundSource } from './foreground.ts';
import { startXServer } from './private-x-server.fixture.ts';
import type { PrivateXServer } from './private-x-server.fixture.ts';
import type { ActiveWindow } from './x-display.ts';

let server: PrivateXServer | null = null;
let foreground: ForegroundSource | null = null;
afterEach(async () => {
  foreground?.dispose();
  await server?.stop();
});

/** Resolves with the first state that fits; each change of the foreground is an event. */
function until(source: ForegroundSource, fits: (window: ActiveWindow) => boolean): Promise<ActiveWindow> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!fits(source.read())) return;
      stop();
      resolve(source.read());
    };
    const stop = source.onChange(look);
    look();
  });
}
const isWindowOf =
  (pid: number) =>
  (window: ActiveWindow): boolean =>
    window.kind === 'window' && window.pids[0] === pid;

test('the active window of a real X server is followed from one program to another', async () => {
  server = await startXServer();
  foreground = createForeground({ DISPLAY: server.display });
  const one = await server.openWindow();
  const two = await server.openWindow();
  await server.activate(one.window);
  expect(await until(foreground, isWindowOf(one.pid))).toMatchObject({ kind: 'window' });
  await server.activate(two.window);
  expect(await until(foreground, isWindowOf(two.pid))).toMatchObject({ kind: 'window' });
  await server.activate('0x0');
  expect(await until(foreground, ({ kind }) => kind === 'none')).toEqual({ kind: 'none', why: 'no window is active' });
});

test('a window that does not say whose it is, or says it wrongly, is known to the server', async () => {
  server = await startXServer();
  foreground = createForeground({ DISPLAY: server.display });
  const { pid, window } = await server.openWindow();
  await server.setNumber(window, '_NET_WM_PID', 2);
  await server.activate(window);
  expect(await until(foreground, isWindowOf(2))).toEqual({ kind: 'window', pids: [2, pid] });
  await server.removeProperty(window, '_NET_WM_PID');
  await server.activate('0x0');
  await server.activate(window);
  expect(await until(foreground, isWindowOf(pid))).toEqual({ kind: 'window', pids: [pid] });
});

test('a server that ends is said to have ended, and is found again when it comes back', async () => {
  server = await startXServer();
  foreground = createForeground({ DISPLAY: server.display });
  const first = await server.openWindow();
  await server.activate(first.window);
  await until(foreground, isWindowOf(first.pid));
  await server.stop();
  expect(await until(foreground, ({ kind }) => kind === 'none')).toMatchObject({
    why: expect.stringContaining('X server') as string,
  });
  server = await startXServer(server.display.slice(1));
  const second = await server.openWindow();
  await server.activate(second.window);
  expect(await until(foreground, isWindowOf(second.pid))).toMatchObject({ kind: 'window' });
});

test.each([
  [{}, 'no graphical session'],
  [{ XDG_SESSION_TYPE: 'wayland' }, 'Wayland'],
  [{ DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, 'Wayland'],
])('in %j the foreground is unknown, with the reason', (environment, why) => {
  foreground = createForeground(environment);
  expect(foreground.read()).toMatchObject({ kind: 'none', why: expect.stringContaining(why) as string });
});

test.each([':59999', 'nonsense', ':', 'unix/:99999999999'])(
  'a DISPLAY of %s is unknown, not a crash',
  async (display) => {
    foreground = createForeground({ DISPLAY: display });
    expect(
      await until(foreground, (window) => window.kind === 'none' && !window.why.startsWith('waiting')),
    ).toMatchObject({ kind: 'none' });
  },
);
