import { afterEach, expect, test } from 'vitest';
import { defineInterface } from 'dbus-native';
import { startDaemon } from '../../bus/private-daemon.fixture.ts';
import type { PrivateDaemon } from '../../bus/private-daemon.fixture.ts';
import { registeredGames } from './games.ts';
import { lazyBus } from './session-bus.ts';
import type { LazyBus } from './session-bus.ts';

let daemon: PrivateDaemon | null = null;
let session: LazyBus | null = null;
afterEach(async () => {
  session?.dispose();
  await daemon?.stop();
});

const gameMode = (games: readonly (readonly [number, string])[]) =>
  defineInterface({
    name: 'com.feralinteractive.GameMode',
    methods: { ListGames: { out: { games: 'a(io)' }, handler: () => games } },
  });

test('the games that GameMode lists are found by pid', async () => {
  daemon = await startDaemon();
  session = lazyBus(daemon.address);
  await daemon.serve(
    'com.feralinteractive.GameMode',
    '/com/feralinteractive/GameMode',
    gameMode([
      [4711, '/com/feralinteractive/GameMode/Games/4711'],
      [4712, '/com/feralinteractive/GameMode/Games/4712'],
    ]),
  );
  expect(await registeredGames(session)).toEqual([4711, 4712]);
});

test('without GameMode there are no games, and nothing is started to find out', async () => {
  daemon = await startDaemon();
  session = lazyBus(daemon.address);
  expect(await registeredGames(session)).toEqual([]);
});

test('without a bus, and after the bus has gone, there are no games', async () => {
  daemon = await startDaemon();
  session = lazyBus(daemon.address);
  await daemon.serve('com.feralinteractive.GameMode', '/com/feralinteractive/GameMode', gameMode([[1, '/x']]));
  expect(await registeredGames(session)).toEqual([1]);
  await daemon.stop();
  expect(await registeredGames(session)).toEqual([]);
  expect(await registeredGames(lazyBus(null))).toEqual([]);
  expect(await registeredGames(lazyBus('unix:path=/nonexistent'))).toEqual([]);
});

test('a service that answers nonsense lists no games', async () => {
  daemon = await startDaemon();
  session = lazyBus(daemon.address);
  const nonsense = defineInterface({
    name: 'com.feralinteractive.GameMode',
    methods: { ListGames: { out: { games: 'as' }, handler: () => ['-5', 'x'] } },
  });
  await daemon.serve('com.feralinteractive.GameMode', '/com/feralinteractive/GameMode', nonsense);
  expect(await registeredGames(session)).toEqual([]);
});
