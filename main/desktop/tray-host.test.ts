import { afterEach, expect, test } from 'vitest';
import { startDaemon } from '../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../bus/private-daemon.fixture.ts';
import { startPanel } from './shell-panel.fixture.ts';
import { sessionBusOf, watchTrayHost } from './tray-host.ts';
import type { TrayHost, TrayHostState } from './tray-host.ts';

let daemon: PrivateDaemon | null = null;
let host: TrayHost | null = null;
afterEach(async () => {
  host?.dispose();
  await daemon?.stop();
  host = null;
  daemon = null;
});

const until = (watched: TrayHost, state: TrayHostState): Promise<void> =>
  new Promise((resolve) => {
    if (watched.state() === state) resolve();
    else watched.onChange((now) => now === state && resolve());
  });

test('a panel that is there shows the icon', async () => {
  daemon = await startDaemon();
  await startPanel(daemon, true);
  host = await watchTrayHost(daemon.address);
  expect(host.state()).toBe('shown');
});

test('where nobody watches there is no tray, until a panel is started, and again when it goes', async () => {
  daemon = await startDaemon();
  host = await watchTrayHost(daemon.address);
  expect(host.state()).toBe('no-watcher');
  const watcher = await startPanel(daemon, true);
  await until(host, 'shown');
  await watcher.stop();
  await until(host, 'no-watcher');
});

test('a watcher without a host shows nothing, until a host registers with it', async () => {
  daemon = await startDaemon();
  const watcher = await startPanel(daemon, false);
  host = await watchTrayHost(daemon.address);
  expect(host.state()).toBe('no-host');
  watcher.hostComes();
  await until(host, 'shown');
  watcher.hostGoes();
  await until(host, 'no-host');
});

test('without a session bus there is no tray, and a bus that goes takes it along', async () => {
  const none = await watchTrayHost('unix:path=/nonexistent/bus');
  expect(none.state()).toBe('no-bus');
  none.dispose();
  daemon = await startDaemon();
  await startPanel(daemon, true);
  host = await watchTrayHost(daemon.address);
  const gone = until(host, 'no-bus');
  await daemon.stop();
  await gone;
});

test('the bus is where the session says, else where systemd has it', () => {
  expect(sessionBusOf({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a' })).toBe('unix:path=/a');
  expect(sessionBusOf({ XDG_RUNTIME_DIR: '/run/user/7' })).toBe('unix:path=/run/user/7/bus');
});
