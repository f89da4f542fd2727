import { afterEach, expect, test } from 'vitest';
import { defineInterface } from 'dbus-native';
import { startDaemon } from '../../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../../bus/private-daemon.fixture.ts';
import { idleSeconds } from './idle.ts';
import { lazyBus } from './session-bus.ts';
import type { LazyBus } from './session-bus.ts';

let daemon: PrivateDaemon | null = null;
let bus: LazyBus | null = null;
afterEach(async () => {
  bus?.dispose();
  await daemon?.stop();
});

async function logind(idle: boolean, since: bigint): Promise<LazyBus> {
  daemon = await startDaemon();
  const session = '/org/freedesktop/login1/session/_32';
  const user = {
    name: 'org.freedesktop.login1.User',
    properties: { Display: { type: '(so)', value: ['2', session] } },
  };
  const service = await daemon.serve(
    'org.freedesktop.login1',
    '/org/freedesktop/login1/user/_1000',
    defineInterface(user),
  );
  await service.export(
    session,
    defineInterface({
      name: 'org.freedesktop.login1.Session',
      properties: { IdleHint: { type: 'b', value: idle }, IdleSinceHint: { type: 't', value: since } },
    }),
  );
  bus = lazyBus(daemon.address);
  return bus;
}

test('a person who left is idle since the moment logind says', async () => {
  expect(await idleSeconds(await logind(true, 1_000_000_000n), 1000, 1_090_000)).toBe(90);
});

test('a person at the machine is idle for no time', async () => {
  expect(await idleSeconds(await logind(false, 0n), 1000, 1_090_000)).toBe(0);
});

test('of a person without a session, and without logind, nothing is known', async () => {
  expect(await idleSeconds(await logind(true, 1n), 1001, 1_000)).toBeNull();
  expect(await idleSeconds(lazyBus(null), 1000, 1_000)).toBeNull();
});
