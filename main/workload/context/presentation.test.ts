import { afterEach, expect, test } from 'vitest';
import { defineInterface } from 'dbus-native';
import { startDaemon } from '../../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../../bus/private-daemon.fixture.ts';
import { readPresentation } from './presentation.ts';
import { lazyBus } from './session-bus.ts';
import type { LazyBus } from './session-bus.ts';

let daemon: PrivateDaemon | null = null;
let bus: LazyBus | null = null;
afterEach(async () => {
  bus?.dispose();
  await daemon?.stop();
});

type Inhibitor = readonly [what: string, who: string, why: string, mode: string, uid: number, pid: number];

async function logind(signature: string, answer: readonly unknown[]): Promise<LazyBus> {
  daemon = await startDaemon();
  await daemon.serve(
    'org.freedesktop.login1',
    '/org/freedesktop/login1',
    defineInterface({
      name: 'org.freedesktop.login1.Manager',
      methods: { ListInhibitors: { out: { inhibitors: signature }, handler: () => answer } },
    }),
  );
  bus = lazyBus(daemon.address);
  return bus;
}
const inhibitedBy = (...inhibitors: readonly Inhibitor[]) => logind('a(ssssuu)', inhibitors);

test('a program that blocks idling keeps the screen awake, and is named', async () => {
  const system = await inhibitedBy(
    ['sleep', 'UPower', 'Pause on suspend', 'delay', 0, 10],
    ['sleep:idle', 'Impress', 'presentation', 'block', 1000, 11],
  );
  expect(await readPresentation(system, 1000)).toEqual({ kind: 'known', presenting: true, by: 'Impress' });
});

test.each<readonly [string, Inhibitor]>([
  ['a lock against suspend alone', ['sleep', 'backup', 'running', 'block', 1000, 11]],
  ['a delay', ['idle', 'player', 'closing', 'delay', 1000, 11]],
  ['a word that only contains it', ['idleness', 'player', 'x', 'block', 1000, 11]],
  ['somebody else', ['idle', 'player', 'film', 'block', 1001, 11]],
])('%s is no presentation', async (_, inhibitor) => {
  expect(await readPresentation(await inhibitedBy(inhibitor), 1000)).toEqual({
    kind: 'known',
    presenting: false,
    by: null,
  });
});

test('nobody keeps the screen awake where nothing is inhibited', async () => {
  expect(await readPresentation(await inhibitedBy(), 1000)).toMatchObject({ kind: 'known', presenting: false });
});

test('an answer of another shape names nobody', async () => {
  const system = await logind('as', ['idle', 'block']);
  expect(await readPresentation(system, 1000)).toMatchObject({ kind: 'known', presenting: false });
});

test('without a bus, and without logind on it, nothing is known, and why is said', async () => {
  expect(await readPresentation(lazyBus(null), 1000)).toMatchObject({ kind: 'unknown', why: 'there is no system bus' });
  daemon = await startDaemon();
  bus = lazyBus(daemon.address);
  expect(await readPresentation(bus, 1000)).toMatchObject({ kind: 'unknown', why: 'logind does not run' });
});
