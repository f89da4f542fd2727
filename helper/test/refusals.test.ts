import { execFile } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Bus } from '../../main/bus/session.ts';
import { connectBus } from '../../main/bus/session.ts';
import type { RemoteClient } from './remote-client.fixture.ts';
import { Stage, binaries } from './stage.fixture.ts';
import { startTimeOf, valuesOf } from './target.fixture.ts';

let stage: Stage;
let client: RemoteClient;
let root: RemoteClient;
beforeAll(async () => {
  stage = await Stage.set();
  [client, root] = [await stage.client(), await stage.client(0)];
});
afterAll(() => stage[Symbol.asyncDispose]());

const error = (name: string): string => `org.brainkernel.Helper1.Error.${name}`;
/** The first of ten users that every Debian has: the bus turns away those that it cannot look up. */
const FIRST_USER = 1;
const INVALID = 'org.freedesktop.DBus.Error.InvalidArgs';
const keyOf = (pid: number): readonly [number, bigint] => [pid, BigInt(startTimeOf(pid))];

test('another start time, a process that has gone, a thread and numbers that are no process', async () => {
  await using target = await stage.target('burner', 2);
  const [pid, start] = target.key;
  const thread = readdirSync(`/proc/${pid}/task`)
    .map(Number)
    .find((tid) => tid !== pid);
  expect((await client.call('SetNice', 'uti', [pid, start + 1n, 5])).error).toBe(error('StartTimeMismatch'));
  expect((await client.call('SetNice', 'uti', [thread, start, 5])).error).toBe(error('NoSuchProcess'));
  for (const none of [0, 2 ** 31, 2 ** 32 - 1, 4_194_304]) {
    expect((await client.call('SetNice', 'uti', [none, start, 5])).error).toBe(error('NoSuchProcess'));
  }
  await target[Symbol.asyncDispose]();
  expect((await client.call('SetNice', 'uti', [pid, start, 5])).error).toBe(error('NoSuchProcess'));
});

test('a process that was given the number of one that was treated is never touched', async () => {
  const script = fileURLToPath(new URL('reused-pid.fixture.ts', import.meta.url));
  const { stdout } = await promisify(execFile)('unshare', [
    ...['--pid', '--fork', '--mount-proc', '--kill-child'],
    ...[process.execPath, script, binaries.sanitized],
  ]);
  expect(JSON.parse(stdout)).toEqual({
    first: 'nice 10',
    late: error('StartTimeMismatch'),
    outcomes: ['gone'],
    second: 'nice 0',
  });
});

test('process 1, threads of the kernel, the helper and what a session lives on are protected, even from root', async () => {
  const kernelThread = readdirSync('/proc')
    .map(Number)
    .find((pid) => pid > 1 && isKernelThread(pid));
  const protectedPids = [1, stage.helperPid, ...(kernelThread === undefined ? [] : [kernelThread])];
  for (const name of ['dbus-daemon', 'Xwayland', 'gnome-shell', 'pipewire', 'sshd-session', 'systemd-logind', 'dpkg']) {
    protectedPids.push((await stage.target(name)).pid);
  }
  for (const pid of protectedPids) {
    for (const by of [client, root]) {
      const refusals = await Promise.all([
        by.call('SetNice', 'uti', [...keyOf(pid), 5]),
        by.call('Freeze', 'ut', keyOf(pid)),
        by.call('Signal', 'uts', [...keyOf(pid), 'KILL']),
      ]);
      expect(refusals.map((one) => one.error)).toEqual(Array.from({ length: 3 }, () => error('Protected')));
    }
  }
});

test('what a package manager started is part of its work', async () => {
  const manager = await stage.target('apt-get');
  const child = await manager.order('child');
  expect((await client.call('Freeze', 'ut', keyOf(child))).error).toBe(error('Protected'));
});

const outOfRange: readonly (readonly [verb: string, types: string, args: readonly unknown[]])[] = [
  ['SetNice', 'i', [20]],
  ['SetNice', 'i', [-6]],
  ['SetNice', 'i', [-(2 ** 31)]],
  ['SetIoPriority', 'su', ['realtime', 0]],
  ['SetIoPriority', 'su', ['idle', 8]],
  ['SetIoPriority', 'su', ['', 0]],
  ['SetSchedPolicy', 's', ['fifo']],
  ['SetSchedPolicy', 's', ['idle ']],
  ['SetAffinity', 'au', [[]]],
  ['SetAffinity', 'au', [[1024]]],
  ['SetAffinity', 'au', [[2 ** 32 - 1]]],
  ['SetAffinity', 'au', [Array.from({ length: 5_000 }, () => 0)]],
  ['SetAffinity', 'au', [Array.from({ length: 200_000 }, () => 0)]],
  ['SetOomScoreAdj', 'i', [-1]],
  ['SetOomScoreAdj', 'i', [1001]],
  ['Signal', 's', ['STOP']],
  ['Signal', 's', ['9']],
  ['Restore', 'as', [['nice', 'everything']]],
  ['Restore', 'as', [Array.from({ length: 1_000 }, () => 'nice')]],
];

test('values out of their bounds are refused, each before anything is looked at', async () => {
  await using target = await stage.target();
  const before = valuesOf(target.pid);
  for (const [verb, types, args] of outOfRange) {
    for (const by of [client, root]) {
      const said = await by.call(verb, `ut${types}`, [...target.key, ...args]);
      expect(said.error, `${verb} ${JSON.stringify(args)}`).toBe(error('BadArgument'));
    }
  }
  const units = [
    '',
    'x',
    '../etc.service',
    'a/b.service',
    '.service',
    'a.mount',
    'ä.service',
    `${'a'.repeat(260)}.service`,
  ];
  for (const unit of units) {
    const said = await client.call('SetUnitProperties', 'sa{st}', [unit, [['CPUWeight', 10n]]]);
    expect(said.error, unit).toBe(error('BadArgument'));
  }
  const properties: readonly (readonly [string, bigint])[][] = [
    [],
    [['CPUWeight', 0n]],
    [['CPUWeight', 10_001n]],
    [['CPUQuotaPerSecUSec', 1n]],
    [['MemoryHigh', 1n]],
    [['MemoryMax', 100_000_000n]],
    [['CPUWeight', 2n ** 64n - 1n]],
    Array.from({ length: 5 }, () => ['CPUWeight', 10n] as const),
  ];
  for (const one of properties) {
    const said = await client.call('SetUnitProperties', 'sa{st}', ['a.service', one]);
    expect(said.error, String(one)).toBe(error('BadArgument'));
  }
  expect(valuesOf(target.pid)).toEqual(before);
});

test('arguments of wrong types, verbs and objects that do not exist', async () => {
  await using target = await stage.target();
  expect((await client.call('SetNice', 'its', [target.pid, target.key[1], 'low'])).error).toBe(INVALID);
  expect((await client.call('SetNice')).error).toBe(INVALID);
  expect((await client.call('Status', 's', ['me'])).error).toBe(INVALID);
  // the bus does not even deliver what its configuration does not name
  expect((await client.call('SetAnything')).error).toBe('org.freedesktop.DBus.Error.AccessDenied');
  expect((await root.call('SetNice', '', [], { interfaceName: 'org.freedesktop.DBus.Properties' })).error).toMatch(
    /^org\.freedesktop\.DBus\.Error\./,
  );
  expect((await client.call('Version', '', [], { path: '/elsewhere' })).error).toMatch(/Unknown(Object|Method)$/);
});

test('a flood is refused after its burst, and others are served all the while', async () => {
  const flooder = await stage.client();
  const flood = Array.from({ length: 3_000 }, () => flooder.call('Freeze', 'ut', [1, 0n]));
  const others = Array.from({ length: 5 }, () => client.call('Status'));
  expect((await Promise.all(others)).map((one) => one.error)).toEqual(Array.from({ length: 5 }, () => undefined));
  const errors = (await Promise.all(flood)).map((one) => one.error);
  expect(errors.filter((one) => one === error('StartTimeMismatch')).length).toBeGreaterThanOrEqual(1_000);
  expect(errors).toContain(error('RateLimited'));
  // one line for a flood, not one for each of it
  expect(stage.log.filter((line) => line.startsWith('flood:') && line.includes(flooder.name)).length).toBe(1);
});

test('a user has so many connections served, and others still are', async () => {
  const buses = await Promise.all(Array.from({ length: 32 }, () => connectBus(stage.address)));
  const status = (bus: Bus) =>
    bus.call('org.brainkernel.Helper1', '/org/brainkernel/Helper1', 'org.brainkernel.Helper1', 'Status');
  // root's client is one of its connections
  expect((await root.call('Status')).error).toBeUndefined();
  const answers = await Promise.allSettled(buses.map(status));
  const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toEqual([expect.objectContaining({ errorName: error('Busy') })]);
  expect((await client.call('Status')).error).toBeUndefined();
  for (const bus of buses) bus.dispose();
  // its place is free again once the helper has heard of it
  while ((await (await stage.client(0)).call('Status')).error !== undefined);
});

const value: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  u: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  i: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  t: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  s: fc.oneof(fc.string(), fc.constantFrom('idle', 'TERM', 'nice', 'a.service', 'best-effort')),
  b: fc.boolean(),
  au: fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 40 }),
  as: fc.array(fc.string(), { maxLength: 8 }),
  'a{st}': fc.array(fc.tuple(fc.string(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), { maxLength: 6 }),
};
const right: Readonly<Record<string, readonly string[]>> = {
  SetNice: ['u', 't', 'i'],
  SetIoPriority: ['u', 't', 's', 'u'],
  SetSchedPolicy: ['u', 't', 's'],
  SetAffinity: ['u', 't', 'au'],
  SetOomScoreAdj: ['u', 't', 'i'],
  SetUnitProperties: ['s', 'a{st}'],
  Freeze: ['u', 't'],
  Thaw: ['u', 't'],
  Signal: ['u', 't', 's'],
  Restore: ['u', 't', 'as'],
  RestoreUnit: ['s'],
};

/** A verb with values of the right types, or of any. Start times as large as these belong to no process. */
const message = fc
  .constantFrom(...Object.keys(right))
  .chain((verb) =>
    fc
      .oneof(fc.constant(right[verb] ?? []), fc.array(fc.constantFrom(...Object.keys(value)), { maxLength: 5 }))
      .chain((types) =>
        fc.tuple(
          fc.constant(verb),
          fc.constant(types.join('')),
          fc.tuple(...types.map((type) => value[type] ?? fc.nat())),
        ),
      ),
  );

test('10,000 random messages are all refused by a named error, and it goes on serving', async () => {
  const messages = fc.sample(message, { numRuns: 10_000, seed: 4 });
  const names = new Map<string, number>();
  const SENDERS = 10;
  for (let sender = 0; sender < SENDERS; sender++) {
    // each user has a burst of a thousand
    const one = await stage.client(FIRST_USER + sender);
    const share = messages.filter((_, index) => index % SENDERS === sender);
    for (let first = 0; first < share.length; first += 100) {
      const part = share.slice(first, first + 100);
      for (const { error: name = 'none' } of await Promise.all(part.map((m) => one.call(m[0], m[1], m[2])))) {
        names.set(name, (names.get(name) ?? 0) + 1);
      }
    }
    await one.kill();
  }
  expect([...names.values()].reduce((sum, count) => sum + count, 0)).toBe(10_000);
  for (const name of names.keys()) expect(name).toMatch(/^org\.(brainkernel\.Helper1|freedesktop\.DBus)\.Error\.\w+$/);
  console.log(
    `10,000 random messages: ${[...names].map(([name, count]) => `${name.replace(/^.*\./, '')} ${count}`).join(', ')}`,
  );
  expect((await client.call('Version')).error).toBeUndefined();
});

function isKernelThread(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return (Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[6]) & 0x0020_0000) !== 0;
  } catch {
    return false;
  }
}
