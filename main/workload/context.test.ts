import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { defineInterface } from 'dbus-native';
import { startDaemon } from '../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../bus/private-daemon.fixture.ts';
import type { App, Context, ContextSource } from './app.ts';
import { createContextSource } from './context.ts';
import { startXServer } from './context/private-x-server.fixture.ts';
import type { PrivateXServer } from './context/private-x-server.fixture.ts';
import { reading, snapshotOf, workloadWith } from './reading.fixture.ts';
import type { Sketch } from './reading.fixture.ts';

let source: ContextSource | null = null;
let server: PrivateXServer | null = null;
let daemon: PrivateDaemon | null = null;
let root = '';
afterEach(async () => {
  source?.dispose();
  await server?.stop();
  await daemon?.stop();
  if (root !== '') await rm(root, { recursive: true, force: true });
});

const nowhere = { proc: '/nonexistent', sys: '/nonexistent', run: '/nonexistent' };

function readWith(context: ContextSource, sketches: readonly Sketch[]): Promise<Context> {
  const workload = workloadWith();
  const snapshot = snapshotOf(sketches.map(reading));
  workload.observe(snapshot, null);
  const appOf = (pid: number): App | null => {
    const process = snapshot.processes.get(pid);
    return process === undefined ? null : workload.appOf(process);
  };
  return context.read(appOf, snapshot);
}

test('a machine of which nothing can be sensed is unknown in every way, with the reason', async () => {
  source = createContextSource({ environment: {}, roots: nowhere });
  expect(await readWith(source, [{ pid: 10 }])).toMatchObject({
    foreground: { kind: 'unknown', why: 'there is no graphical session' },
    power: 'unknown',
    batteryPercent: null,
    idleSeconds: null,
    games: [],
    otherTuners: [],
    regime: { scheduler: 'unknown', cgroup: 'none' },
  });
});

test('the app of the active window is the foreground, and a change of focus is told at once', async () => {
  server = await startXServer();
  source = createContextSource({ environment: { DISPLAY: server.display }, roots: nowhere });
  const { pid, window } = await server.openWindow();
  const focused = new Promise<string>((resolve) => {
    const stop = source?.onChange((what) => {
      stop?.();
      resolve(what);
    });
  });
  await server.activate(window);
  expect(await focused).toBe('focus');
  const deadline = AbortSignal.timeout(20_000);
  let context = await readWith(source, [{ pid, exe: '/usr/bin/xterm' }]);
  while (context.foreground.kind === 'unknown' && !deadline.aborted)
    context = await readWith(source, [{ pid, exe: '/usr/bin/xterm' }]);
  expect(context.foreground).toEqual({ kind: 'known', pid, appId: `tree:${pid}:${pid}` });
  expect((await readWith(source, [{ pid: pid + 1 }])).foreground).toMatchObject({ kind: 'unknown' });
});

test('games that are registered and still run are told, with the tuner that knows them', async () => {
  daemon = await startDaemon();
  const games = defineInterface({
    name: 'com.feralinteractive.GameMode',
    methods: {
      ListGames: {
        out: { games: 'a(io)' },
        handler: () => [
          [10, '/g/10'],
          [99, '/g/99'],
        ],
      },
    },
  });
  await daemon.serve('com.feralinteractive.GameMode', '/com/feralinteractive/GameMode', games);
  source = createContextSource({ environment: { DBUS_SESSION_BUS_ADDRESS: daemon.address }, roots: nowhere });
  const context = await readWith(source, [
    { pid: 10, exe: '/home/ada/game' },
    { pid: 11, exe: '/usr/bin/gamemoded' },
  ]);
  expect(context.games).toEqual([10]);
  expect(context.otherTuners).toEqual([{ name: 'gamemoded', pid: 11 }]);
});

test('pulling the plug is told', async () => {
  root = await mkdtemp(join(tmpdir(), 'context-'));
  const mains = join(root, 'class/power_supply/AC');
  const battery = join(root, 'class/power_supply/BAT0');
  await mkdir(mains, { recursive: true });
  await mkdir(battery, { recursive: true });
  await writeFile(join(mains, 'type'), 'Mains\n');
  await writeFile(join(mains, 'online'), '1\n');
  await writeFile(join(battery, 'type'), 'Battery\n');
  await writeFile(join(battery, 'status'), 'Discharging\n');
  source = createContextSource({ environment: {}, roots: { ...nowhere, sys: root } });
  const told: string[] = [];
  const changed = new Promise<void>((resolve) => {
    source?.onChange((what) => {
      told.push(what);
      resolve();
    });
  });
  expect((await readWith(source, [{ pid: 10 }])).power).toBe('mains');
  await writeFile(join(mains, 'online'), '0\n');
  await changed;
  expect(told).toEqual(['power']);
  expect((await readWith(source, [{ pid: 10 }])).power).toBe('battery');
});
