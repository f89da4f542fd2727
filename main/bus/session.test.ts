import { afterEach, expect, test } from 'vitest';
import { defineInterface } from 'dbus-native';
import { BusError, connectBus } from './session.ts';
import { startDaemon } from './private-daemon.fixture.ts';
import type { PrivateDaemon } from './private-daemon.fixture.ts';

let daemon: PrivateDaemon | null = null;
afterEach(async () => {
  await daemon?.stop();
  daemon = null;
});

const greeter = defineInterface({
  name: 'org.example.Greeter',
  methods: {
    Greet: {
      in: { name: 's', times: 'u' },
      out: { text: 's', count: 'u' },
      handler: ({ name, times }: { name: string; times: number }) => ({ text: `hello ${name}`, count: times }),
    },
    Fail: {
      handler: () => {
        throw Object.assign(new Error('no greeting today'), { dbusName: 'org.example.Error.Tired' });
      },
    },
  },
  signals: { Waved: { args: { who: 's' } } },
});

test('a call returns every out argument of a real service', async () => {
  daemon = await startDaemon();
  await daemon.serve('org.example.Greeter', '/greeter', greeter);
  const bus = await connectBus(daemon.address);
  expect(await bus.call('org.example.Greeter', '/greeter', greeter.name, 'Greet', 'su', ['Ada', 3])).toEqual([
    'hello Ada',
    3,
  ]);
  bus.dispose();
});

test('a name has an owner only while somebody holds it, and asking starts nobody', async () => {
  daemon = await startDaemon();
  const bus = await connectBus(daemon.address);
  expect(await bus.nameHasOwner('org.example.Greeter')).toBe(false);
  await daemon.serve('org.example.Greeter', '/greeter', greeter);
  expect(await bus.nameHasOwner('org.example.Greeter')).toBe(true);
  bus.dispose();
});

test('the error of a peer arrives with its D-Bus name', async () => {
  daemon = await startDaemon();
  const bus = await connectBus(daemon.address);
  const call = bus.call('org.example.Nobody', '/', 'org.example.Nobody', 'Hi');
  const error = await call.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BusError);
  expect(error).toMatchObject({ kind: 'remote', errorName: 'org.freedesktop.DBus.Error.NameHasNoOwner' });
  bus.dispose();
});

test('a broadcast reaches the listener until it is disposed of', async () => {
  daemon = await startDaemon();
  const service = await daemon.serve('org.example.Greeter', '/greeter', greeter);
  const bus = await connectBus(daemon.address);
  const heard: unknown[] = [];
  const waved = Promise.withResolvers<undefined>();
  const match = { interface: greeter.name, member: 'Waved', sender: 'org.example.Greeter' };
  const dispose = bus.onSignal(match, (args) => {
    heard.push(...args);
    waved.resolve(undefined);
  });
  await bus.nameHasOwner('org.example.Greeter'); // the daemon answers in order, so the match rule is in place now
  service.sendSignal('/greeter', greeter.name, 'Waved', 's', ['Grace']);
  await waved.promise;
  dispose();
  service.sendSignal('/greeter', greeter.name, 'Waved', 's', ['Linus']);
  await bus.nameHasOwner('org.example.Greeter');
  expect(heard).toEqual(['Grace']);
  bus.dispose();
});

test('a signal aimed at this connection alone is not taken for a broadcast', async () => {
  daemon = await startDaemon();
  const service = await daemon.serve('org.example.Greeter', '/greeter', greeter);
  const bus = await connectBus(daemon.address);
  const heard: unknown[] = [];
  const ending = Promise.withResolvers<undefined>();
  bus.onSignal({ interface: greeter.name, member: 'Waved' }, (args) => {
    heard.push(...args);
    if (args[0] === 'everybody') ending.resolve(undefined);
  });
  const names = await bus.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames');
  const others = (names[0] as string[]).filter((name) => name.startsWith(':') && name !== service.name);
  for (const destination of others) {
    service.connection.message({
      type: 4,
      serial: service.nextSerial(),
      path: '/greeter',
      interface: greeter.name,
      member: 'Waved',
      destination,
      signature: 's',
      body: ['you'],
    });
  }
  service.sendSignal('/greeter', greeter.name, 'Waved', 's', ['everybody']);
  await ending.promise;
  expect(heard).toEqual(['everybody']);
  bus.dispose();
});

test('when the daemon dies, calls in flight and later calls are rejected and onClose is told once', async () => {
  daemon = await startDaemon();
  const bus = await connectBus(daemon.address);
  let told = 0;
  const closed = new Promise<void>((resolve) => {
    bus.onClose(() => {
      told += 1;
      resolve();
    });
  });
  const inFlight = bus.call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetId');
  const settled = inFlight.then(
    () => null,
    (error: unknown) => error,
  );
  await daemon.stop();
  await closed;
  await settled;
  await expect(bus.nameHasOwner('org.example.Greeter')).rejects.toBeInstanceOf(BusError);
  bus.dispose();
  expect(told).toBe(1);
});

test.each([
  'unix:path=/nonexistent/bus',
  'unix:abstract=brainkernel-nobody',
  'tcp:host=127.0.0.1,port=1',
  'nonsense',
  'unix:',
])('no daemon at %s is an unreachable bus, not a crash', async (address) => {
  await expect(connectBus(address)).rejects.toMatchObject({ name: 'BusError', kind: 'unreachable' });
});
