import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Spawned, valuesOf } from '../act/spawned.fixture.ts';
import { startDaemon } from '../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../bus/private-daemon.fixture.ts';
import { acquireInstanceLock } from '../store/instance-lock.ts';
import { preventable, standIn } from './electron.fixture.ts';
import { clickItem, labelsOf } from './shell-menu.fixture.ts';
import { startPanel } from './shell-panel.fixture.ts';
import type { Run, RunOptions } from './shell-run.fixture.ts';
import { runDesktop, temporaryFolder } from './shell-run.fixture.ts';

let folder = temporaryFolder();
let daemon: PrivateDaemon | null = null;
let runs: Run[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const run of runs) await ended(run);
  await daemon?.stop();
  folder.remove();
  runs = [];
  daemon = null;
});

/** The app is up, or has left. */
async function start(options: Partial<RunOptions> = {}): Promise<Run> {
  const environment = daemon === null ? {} : { DBUS_SESSION_BUS_ADDRESS: daemon.address };
  const run = runDesktop({ folder: folder.path, environment, ...options });
  runs.push(run);
  await run.started;
  return run;
}

async function startWithPanel(options: Partial<RunOptions> = {}): Promise<Run> {
  daemon = await startDaemon();
  await startPanel(daemon, true);
  return await start(options);
}

function ended(run: Run): Promise<number> {
  run.process.emit('SIGTERM');
  // a run that has left by itself, or never got to where it hears signals
  return Promise.race([run.left, new Promise<number>((resolve) => setTimeout(() => resolve(-1), 10_000).unref())]);
}

const trayOf = (run: Run) => {
  const tray = run.trays.at(-1);
  if (!tray) throw new Error('there is no tray');
  return tray;
};
const settingsIn = () => JSON.parse(readFileSync(join(folder.path, 'brainkernel', 'settings.json'), 'utf8')) as unknown;

/** The app with a process of the test that it holds back. */
async function startHolding(target: Spawned, options: Partial<RunOptions> = {}): Promise<Run> {
  const run = await start({ args: ['--mode', 'autopilot', '--set', `scope.roots=[${target.pid}]`], ...options });
  const { decision } = await run.call('processes.act', { kind: 'treat', ...target.key, action: 'hold-back' });
  expect(decision.status).toBe('applied');
  return run;
}

test('it starts with its window, its icon and its name, and the page can call the engine', async () => {
  const run = await startWithPanel();
  expect(run.windows).toHaveLength(1);
  expect(run.trays).toHaveLength(1);
  expect(run.desktopName()).toBe('org.brainkernel.Desktop.desktop');
  expect(await run.call('desktop.status', {})).toMatchObject({
    kind: 'desktop',
    tray: { shown: true },
    sandboxed: true,
    autostart: { supported: true, on: false },
    safeMode: false,
  });
});

test('started hidden it has no window until a click on the icon', async () => {
  const run = await startWithPanel({ args: ['--hidden'] });
  expect(run.windows).toHaveLength(0);
  trayOf(run).click();
  expect(run.windows).toHaveLength(1);
});

test('the icon comes when a panel comes, and there is never a second one', async () => {
  daemon = await startDaemon();
  const run = await start();
  expect(run.trays).toHaveLength(0);
  const panel = await startPanel(daemon, false);
  panel.hostComes();
  await vi.waitFor(() => expect(run.trays).toHaveLength(1));
  await panel.stop();
  await startPanel(daemon, true);
  await vi.waitFor(async () => expect(await run.call('desktop.status', {})).toMatchObject({ tray: { shown: true } }));
  expect(run.trays).toHaveLength(1);
});

test('a second start leaves at once and opens nothing', async () => {
  const run = await start({ firstInstance: false });
  expect(await run.left).toBe(0);
  expect(existsSync(join(folder.path, 'brainkernel', 'brainkernel.db'))).toBe(false);
});

test('a second start shows the window of the first, where it wants to go', async () => {
  const run = await start({ args: ['--hidden'] });
  run.emitApp('second-instance', {}, ['/opt/BrainKernel/brainkernel'], '/', { route: null });
  const second = await start({ firstInstance: false, args: ['--route', '#/settings'] });
  run.emitApp('second-instance', {}, ['/opt/BrainKernel/brainkernel'], '/', second.sent());
  expect(run.windows.map(({ page }) => page.loads)).toEqual([['app://brainkernel/', 'app://brainkernel/#/settings']]);
});

test('where a headless engine has the data, it says its address and leaves', async () => {
  const lock = acquireInstanceLock(join(folder.path, 'brainkernel'));
  if (!lock.ok) throw new Error(lock.error);
  lock.value.announce('http://127.0.0.1:4711/');
  const run = await start();
  expect(await run.left).toBe(1);
  expect(run.errors).toEqual([
    ['BrainKernel is running already', expect.stringContaining('at http://127.0.0.1:4711/') as string],
  ]);
  lock.value.release();
});

test('closed where there is an icon, the window hides and nothing is asked', async () => {
  const run = await startWithPanel();
  expect(run.windows[0]?.close()).toBe(false);
  expect(run.windows[0]?.window.isVisible()).toBe(false);
  expect(run.questions).toEqual([]);
});

test('closed where there is no icon, it asks, once at a time, and goes on or quits as it is told', async () => {
  const run = await start();
  run.windows[0]?.close();
  run.windows[0]?.close();
  expect(run.questions.map(({ buttons }) => buttons)).toEqual([['Keep working', 'Quit']]);
  run.answer(0);
  await vi.waitFor(() => {
    run.windows[0]?.close();
    expect(run.questions).toHaveLength(2);
  });
  run.answer(1);
  expect(await run.left).toBe(0);
});

test('the session ends: the machine waits, and a held-back process is as it was', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  const run = await startHolding(target);
  expect(valuesOf(target.pid)).not.toEqual(before);
  const shutdown = preventable({});
  run.emitPower('shutdown', shutdown);
  expect(shutdown.prevented()).toBe(true);
  // Electron lets the machine go with the last listener
  await vi.waitUntil(() => isDeepStrictEqual(valuesOf(target.pid), before) || run.listeners().power === 0, {
    interval: 1,
    timeout: 10_000,
  });
  expect(valuesOf(target.pid)).toEqual(before);
  expect(await run.left).toBe(0);
  expect(valuesOf(target.pid)).toEqual(before);
});

test('a crash gives everything back, leaves a trace in the log, and starts again as it was', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  const run = await startHolding(target);
  run.windows[0]?.close();
  run.process.emit('uncaughtException', new Error('a bug in the loop'));
  expect(await run.left).toBe(1);
  expect(valuesOf(target.pid)).toEqual(before);
  expect(run.relaunches).toEqual([
    {
      execPath: '/opt/BrainKernel/brainkernel',
      args: expect.arrayContaining(['--mode', 'autopilot', '--hidden']) as unknown,
    },
  ]);
  expect(readFileSync(join(folder.path, 'brainkernel', 'desktop.log'), 'utf8')).toContain('Error: a bug in the loop');
});

test('quitting from the menu gives everything back, and nothing listens any more', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  daemon = await startDaemon();
  await startPanel(daemon, true);
  const run = await startHolding(target, { environment: { DBUS_SESSION_BUS_ADDRESS: daemon.address } });
  clickItem(trayOf(run).menu(), 'Quit and give everything back');
  expect(await run.left).toBe(0);
  expect(valuesOf(target.pid)).toEqual(before);
  expect(trayOf(run).isDestroyed()).toBe(true);
  expect(run.listeners()).toEqual({ power: 0, theme: 0, ipc: 0 });
});

test('three crashes in a row lead to safe mode, and a chosen mode out of it', async () => {
  for (let crash = 0; crash < 3; crash += 1) {
    const run = await start({ args: ['--mode', 'autopilot'] });
    expect(await run.call('desktop.status', {})).toMatchObject({ safeMode: false });
    run.process.emit('unhandledRejection', new Error('a bug at each start'));
    expect(await run.left).toBe(1);
  }
  const run = await startWithPanel({ args: ['--mode', 'autopilot'] });
  expect(await run.call('settings.get', {})).toMatchObject({ mode: 'observe' });
  expect(run.notifications.map(({ options }) => options.title)).toEqual(['BrainKernel runs in safe mode']);
  expect(labelsOf(trayOf(run).menu())).toContain('(Safe mode: only observing. Choose another mode to leave it.)');
  expect((await run.call('alerts.list', {})).alerts.map(({ code }) => code)).toContain('safe-mode');

  await run.call('engine.setMode', { mode: 'assist' });
  expect(await run.call('desktop.status', {})).toMatchObject({ safeMode: false });
  expect(labelsOf(trayOf(run).menu()).some((label) => label.includes('Safe mode'))).toBe(false);

  run.process.emit('uncaughtException', new Error('once more'));
  expect(await run.left).toBe(1);
  expect(run.relaunches).toEqual([]);
  expect(run.errors.map(([title]) => title)).toEqual(['BrainKernel stopped because of an error']);
});

test('the page of the window goes twice: the person is told, the engine goes on, and a click opens it again', async () => {
  const run = await startWithPanel();
  for (let crash = 0; crash < 2; crash += 1)
    run.windows[0]?.page.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 139 });
  expect(run.notifications.map(({ options }) => options.title)).toEqual(['The BrainKernel window stopped']);
  run.notifications[0]?.click();
  expect(run.windows).toHaveLength(2);
  clickItem(trayOf(run).menu(), 'Conservative');
  await vi.waitFor(() => expect(labelsOf(trayOf(run).menu())).toContain('  * Conservative'));
});

test('an engine that cannot start says what was kept and what to do', async () => {
  const safeStorage = standIn<Parameters<typeof runDesktop>[0]['safeStorage'] & object>({
    getSelectedStorageBackend: () => {
      throw new Error('the keyring is on fire');
    },
  });
  const run = await start({ safeStorage, environment: { LANG: 'zh_CN.UTF-8' } });
  expect(await run.left).toBe(1);
  const [title, text] = run.errors[0] ?? [];
  expect(title).toBe('BrainKernel 无法启动');
  expect(text).toContain('the keyring is on fire');
  expect(text).toContain(join(folder.path, 'brainkernel'));
});

test('language, theme, mode and strategy reach the tray at once and survive a restart', async () => {
  const run = await startWithPanel({ environment: {} });
  await ended(run);
  const first = await start();
  const pinned = { strategy: 'aggressive', 'strategy.pinned': true } as const;
  await first.call('settings.set', { language: 'zh-CN', theme: 'dark', ...pinned });
  await first.call('engine.setMode', { mode: 'assist' });
  const chinese = expect.arrayContaining(['模式', '  * 协助', '策略', '  * 积极', '退出并恢复所有改动']) as unknown;
  expect(labelsOf(trayOf(first).menu())).toEqual(chinese);
  expect(first.electron.nativeTheme.themeSource).toBe('dark');
  expect(await ended(first)).toBe(0);
  expect(settingsIn()).toMatchObject({ language: 'zh-CN', theme: 'dark', mode: 'assist', strategy: 'aggressive' });

  const second = await start({ args: ['--hidden'] });
  expect(labelsOf(trayOf(second).menu())).toEqual(chinese);
  expect(second.electron.nativeTheme.themeSource).toBe('dark');
});

test('the icon follows the desktop from light to dark', async () => {
  const run = await startWithPanel();
  expect(trayOf(run).images).toEqual(['/icons/tray/calm-light@22.png']);
  run.setDark(true);
  await vi.waitFor(() => expect(trayOf(run).images.at(-1)).toBe('/icons/tray/calm-dark@22.png'));
});

test('starting with the session is a file that comes and goes with the setting', async () => {
  const run = await start();
  const file = join(folder.path, '.config/autostart/org.brainkernel.Desktop.desktop');
  await run.call('settings.set', { 'desktop.autostart': true });
  expect(readFileSync(file, 'utf8')).toContain('Exec=/opt/BrainKernel/brainkernel --hidden\n');
  expect(await run.call('desktop.status', {})).toMatchObject({ autostart: { on: true } });
  await run.call('settings.set', { 'desktop.autostart': false });
  expect(existsSync(file)).toBe(false);
});

test('a start with data of its own leaves the entry of the usual one alone', async () => {
  const first = await start({ args: ['--set', 'desktop.autostart=true'] });
  const file = join(folder.path, '.config/autostart/org.brainkernel.Desktop.desktop');
  expect(existsSync(file)).toBe(true);
  await ended(first);
  const other = await start({ args: ['--data-dir', join(folder.path, 'other')] });
  expect(await other.call('desktop.status', {})).toMatchObject({ autostart: { supported: false, on: false } });
  expect(existsSync(file)).toBe(true);
});

test('a data folder that cannot be made is said in a box', async () => {
  writeFileSync(join(folder.path, 'brainkernel'), 'a file where the folder should be');
  const run = await start();
  expect(await run.left).toBe(1);
  expect(run.errors.map(([title]) => title)).toEqual(['BrainKernel could not start']);
});

test('asked for its version or with a wrong flag it says so and opens nothing', async () => {
  const asked = await start({ args: ['--version'] });
  expect([await asked.left, asked.printed.length]).toEqual([0, 1]);
  const wrong = await start({ args: ['--strategy', 'bold'] });
  expect(await wrong.left).toBe(2);
  expect(wrong.printed).toEqual(['--strategy takes aggressive, balanced, conservative, not "bold"']);
});

test('after a suspend the samples go on', async () => {
  const run = await startWithPanel();
  const sampledAt = async () => (await run.call('processes.list', {})).at;
  run.emitPower('suspend');
  const before = await sampledAt();
  run.emitPower('resume');
  await vi.waitFor(async () => expect(await sampledAt()).toBeGreaterThan(before), { timeout: 10_000 });
});
