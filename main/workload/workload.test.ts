import { expect, test } from 'vitest';
import type { Behaviour, Workload } from './app.ts';
import type { ProcessReading } from '../sampler/snapshot.ts';
import { appsOf, desktopOf, reading, snapshotOf, workloadWith } from './reading.fixture.ts';
import type { Sketch } from './reading.fixture.ts';
import type { FileFacts } from './trust-file.ts';
import type { TrustIndex } from './trust-index.ts';

/** Samples of one second each, of processes that `at` describes. Returns the behaviour of the first app. */
function watch(workload: Workload, seconds: number, at: (second: number) => readonly Sketch[]): Behaviour {
  let last: Behaviour | undefined;
  for (let second = 0; second < seconds; second += 1) {
    last = workload.observe(snapshotOf(at(second).map(reading), second === 0 ? null : 1, second * 1000), null)[0]
      ?.behaviour;
  }
  if (last === undefined) throw new Error('no app was observed');
  return last;
}

test('CPU is averaged over five seconds and over a minute', () => {
  const behaviour = watch(workloadWith(), 61, (second) => [{ pid: 10, cpu: second > 55 ? 1 : 0 }]);
  expect(behaviour.cpu5).toBeCloseTo(1);
  expect(behaviour.cpu60).toBeCloseTo(5 / 60);
});

test('what happened more than a minute ago is forgotten', () => {
  const behaviour = watch(workloadWith(), 130, (second) => [
    { pid: 10, cpu: second < 60 ? 1 : 0, memory: second < 60 ? second * 1e6 : 60e6 },
  ]);
  expect(behaviour).toMatchObject({ cpu60: 0, burstiness: 0, memorySlope: 0 });
});

test('an app’s CPU, memory and threads are those of all of its processes', () => {
  const behaviour = watch(workloadWith(), 10, () => [
    { pid: 10, exe: '/opt/a/a', cpu: 0.5, memory: 1000 },
    { pid: 11, exe: '/opt/a/a', parent: 10, cpu: 0.25, memory: 500 },
  ]);
  expect(behaviour).toMatchObject({ memory: 1500, threads: 2 });
  expect(behaviour.cpu5).toBeCloseTo(0.75);
});

test('memory that grows steadily has its slope, known after twenty seconds', () => {
  const growing = (second: number): readonly Sketch[] => [{ pid: 10, memory: 1e9 + second * 2e6 }];
  expect(watch(workloadWith(), 15, growing).memorySlope).toBeNull();
  expect(watch(workloadWith(), 40, growing).memorySlope).toBeCloseTo(2e6, -2);
});

test('steady load is not bursty, load that comes and goes is', () => {
  expect(watch(workloadWith(), 40, () => [{ pid: 10, cpu: 0.5 }]).burstiness).toBeCloseTo(0);
  expect(
    watch(workloadWith(), 40, (second) => [{ pid: 10, cpu: second % 10 === 0 ? 1 : 0 }]).burstiness,
  ).toBeGreaterThan(2);
});

test('the windows are of time, not of samples: a slow sampler gives the same answer', () => {
  const workload = workloadWith();
  let cpu60 = 0;
  for (let sample = 0; sample < 30; sample += 1) {
    const process = reading({ pid: 10, cpu: sample >= 24 ? 1 : 0 });
    cpu60 = workload.observe(snapshotOf([process], sample === 0 ? null : 5), null)[0]?.behaviour.cpu60 ?? 0;
  }
  expect(cpu60).toBeCloseTo(0.5);
});

test('a sample after a suspend adds nothing', () => {
  const workload = workloadWith();
  watch(workload, 10, () => [{ pid: 10, cpu: 0.5 }]);
  const [after] = workload.observe(snapshotOf([reading({ pid: 10, cpu: null })], null), null);
  expect(after?.behaviour.cpu5).toBeCloseTo(0.5);
});

test('CPU of a process that started within the interval counts, of one merely met does not', () => {
  const workload = workloadWith();
  const parent = { pid: 10, exe: '/usr/bin/make' };
  workload.observe(snapshotOf([reading(parent)], null, 0), null);
  const compiler = { pid: 11, parent: 10, exe: '/usr/bin/cc1', cpuSeconds: 0.8, cpu: null };
  const [build] = workload.observe(
    snapshotOf([reading(parent), reading({ ...compiler, firstSeen: 1001 })], 1, 1000),
    null,
  );
  expect(build?.behaviour.cpu5).toBeCloseTo(0.8);
  const other = workloadWith().observe(snapshotOf([reading({ ...compiler, firstSeen: 0 })], 1, 1000), null);
  expect(other[0]?.behaviour.cpu5).toBe(0);
});

test('a new app ramps in over two minutes, an old one met for the first time does not', () => {
  const aged = (seconds: number): Behaviour =>
    watch(workloadWith({ uptimeSeconds: () => 1000 + seconds }), 1, () => [{ pid: 10, start: 100_000 }]);
  expect(aged(0).ramp).toBe(0);
  expect(aged(60)).toMatchObject({ ramp: 0.5, ageSeconds: 60 });
  expect(aged(5000).ramp).toBe(1);
});

test('rates of files that are not read are unknown, not zero', () => {
  const expensive = { ioRead: 100, ioWrite: null, runDelay: 4, slices: 1, wakeups: 2 };
  const workload = workloadWith();
  expect(watch(workload, 3, () => [{ pid: 10, expensive }])).toMatchObject({
    ioRead: 100,
    ioWrite: null,
    runDelay: 4,
    wakeups: 2,
  });
  const [unread] = workload.observe(snapshotOf([reading({ pid: 10 })], 1), null);
  expect(unread?.behaviour).toMatchObject({ ioRead: null, runDelay: null });
});

test('busy, foreground and treated processes are worth watching, and never more than 200', () => {
  const workload = workloadWith();
  const exe = (pid: number): string => `/opt/p${pid}/p`;
  const sketches = Array.from({ length: 400 }, (_, index) => ({
    pid: index + 10,
    exe: exe(index),
    cpu: index < 300 ? 0.5 : 0,
  }));
  workload.observe(snapshotOf(sketches.map(reading)), 405);
  workload.observe(snapshotOf(sketches.map(reading), 1, 1000), 405);
  const watched = workload.worthWatching(new Set([406, 99_999]));
  expect(watched.size).toBe(200);
  expect(watched.has(405)).toBe(true);
  expect(watched.has(406)).toBe(true);
  expect(watched.has(407)).toBe(false);
  expect(watched.has(99_999)).toBe(false);
});

test('a menu entry named by the unit gives name and icon', () => {
  const desktop = desktopOf({
    id: 'org.x.Editor',
    name: 'Editor of X',
    icon: 'x-editor',
    categories: ['Development', 'IDE'],
    command: ['editor'],
    tryExec: null,
    visible: true,
  });
  const cgroup = '/user.slice/user-1000.slice/user@1000.service/app.slice/app-gnome-org.x.Editor-1.scope';
  const [app] = appsOf([{ pid: 10, exe: '/usr/bin/editor-of-x', cgroup }], workloadWith({ desktop }));
  expect(app).toMatchObject({ name: 'Editor of X', icon: 'x-editor', category: 'ide', known: 'desktop-entry' });
});

test('python’s own menu entry does not name what python runs', () => {
  const desktop = desktopOf({
    id: 'python',
    name: 'Python',
    icon: null,
    categories: [],
    command: [],
    tryExec: null,
    visible: true,
    program: '/usr/bin/python3.11',
  });
  const [app] = appsOf(
    [{ pid: 10, exe: '/usr/bin/python3.11', argv: ['python3', '/home/ada/train.py'] }],
    workloadWith({ desktop }),
  );
  expect(app).toMatchObject({
    name: 'train.py',
    category: 'runtime',
    known: 'unknown',
    program: { script: '/home/ada/train.py' },
  });
});

test('a package’s section tells what a program is for when nothing better does, once it is looked up', () => {
  const owner = { name: 'frobnicate', version: '1.0', section: 'games', description: 'a game' };
  let generation = 0;
  const packages = {
    owner: () => (generation === 0 ? undefined : owner),
    generation: () => generation,
    dispose: () => undefined,
  };
  const workload = workloadWith({ packages });
  const process = reading({ pid: 10, exe: '/usr/games/frobnicate' });
  const look = (): unknown => workload.observe(snapshotOf([process], 1), null)[0]?.app;
  expect(look()).toMatchObject({ category: 'unknown', known: 'unknown', program: { package: null } });
  generation = 1;
  expect(look()).toMatchObject({ category: 'game', known: 'package', program: { package: owner } });
});

test('a verdict names the category of what nothing else knows, and of nothing else', () => {
  const workload = workloadWith();
  const processes = [reading({ pid: 10, exe: '/home/ada/frob' }), reading({ pid: 11, exe: '/usr/bin/firefox' })];
  const look = () => workload.observe(snapshotOf(processes, 1), null).map(({ app }) => app);
  for (const app of look()) workload.learnVerdict(app.program.key, 'crypto-miner');
  expect(look().map(({ category, known }) => [category, known])).toEqual([
    ['crypto-miner', 'verdict'],
    ['browser', 'catalogue'],
  ]);
});

test('the same program has the same key whatever its pid, files and numbers are, and another version has another', () => {
  const keyOf = (argv: readonly string[], version: string): string | undefined => {
    const packages = {
      owner: () => ({ name: 'x', version, section: null, description: null }),
      generation: () => 0,
      dispose: () => undefined,
    };
    return appsOf([{ pid: 10, exe: '/usr/bin/frob', argv }], workloadWith({ packages }))[0]?.program.key;
  };
  expect(keyOf(['frob', '--jobs', '4', '/a'], '1')).toBe(keyOf(['frob', '--jobs', '8', '/b'], '1'));
  expect(keyOf(['frob', '--jobs', '4', '/a'], '1')).not.toBe(keyOf(['frob', '--jobs', '4', '/a'], '2'));
  expect(keyOf(['frob', '--jobs', '4'], '1')).not.toBe(keyOf(['frob', '--watch', '4'], '1'));
});

test('a name that a process gives itself gives it nothing', () => {
  const liar: ProcessReading = {
    ...reading({ pid: 10, exe: '/home/eve/x', argv: ['/usr/bin/pipewire'] }),
    name: 'pipewire',
  };
  const [observed] = workloadWith().observe(snapshotOf([liar]), null);
  expect(observed?.app).toMatchObject({ category: 'unknown', immune: false });
});

test('root’s programs are recognised where their executables may not be read, other people’s are not', () => {
  const hidden = (pid: number, uid: number): Sketch => ({
    pid,
    exe: null,
    argv: ['/usr/sbin/NetworkManager', '--no-daemon'],
    uid,
  });
  const apps = appsOf([hidden(10, 0), hidden(11, 1001)]);
  expect(apps.map(({ category, program }) => [category, program.exe])).toEqual([
    ['network', null],
    ['unknown', null],
  ]);
});

test('an app knows what it was started from, the nearest first', () => {
  const processes = [
    reading({ pid: 1, parent: 0, exe: '/usr/lib/systemd/systemd' }),
    reading({ pid: 20, parent: 1, exe: '/usr/bin/bash', argv: ['bash'] }),
    reading({ pid: 30, parent: 20, exe: '/usr/bin/nice', argv: ['nice', 'frob'] }),
    reading({ pid: 40, parent: 30, exe: '/opt/frob/frob' }),
  ];
  const observed = workloadWith().observe(snapshotOf(processes), null);
  const frob = observed.find(({ app }) => app.program.exe === '/opt/frob/frob');
  expect(frob?.app.ancestors).toEqual(['nice', 'bash', 'systemd']);
});

test('news about an executable reach the apps that run it, and no others are described anew', () => {
  const known = new Map<string, FileFacts>();
  let generation = 0;
  const asked: string[] = [];
  const trust: TrustIndex = {
    facts: ({ path }) => {
      asked.push(path);
      return known.get(path);
    },
    known: ({ path }) => known.get(path),
    generation: () => generation,
    dispose: () => undefined,
  };
  const workload = workloadWith({ trust });
  const processes = [reading({ pid: 10, exe: '/home/eve/pipewire' }), reading({ pid: 11, exe: '/opt/other/other' })];
  const look = () => workload.observe(snapshotOf(processes, 1), null).map(({ app }) => [app.name, app.immune]);
  expect(look()).toEqual([
    ['PipeWire', true],
    ['other', false],
  ]);
  asked.length = 0;
  known.set('/home/eve/pipewire', { owner: 'user', missing: false, checksum: null, aliased: null });
  generation += 1;
  expect(look()).toEqual([
    ['pipewire', false],
    ['other', false],
  ]);
  expect(new Set(asked)).toEqual(new Set(['/home/eve/pipewire']));
});

test('what a model said does not give a suspect back what it pretends to be', () => {
  const facts: FileFacts = { owner: 'user', missing: false, checksum: null, aliased: null };
  const trust: TrustIndex = { facts: () => facts, known: () => facts, generation: () => 1, dispose: () => undefined };
  const workload = workloadWith({ trust });
  const processes = [reading({ pid: 10, exe: '/home/eve/pipewire' })];
  const look = () => workload.observe(snapshotOf(processes, 1), null)[0]?.app;
  workload.learnVerdict(look()?.program.key ?? '', 'audio');
  expect(look()).toMatchObject({ category: 'unknown', known: 'unknown', immune: false });
});

test('content is worth reading for what protects itself and for what was busy, and for nothing else', () => {
  const asked = new Map<string, string | null>();
  const trust: TrustIndex = {
    facts: ({ path, contentOf }) => void asked.set(path, contentOf),
    known: () => undefined,
    generation: () => 0,
    dispose: () => undefined,
  };
  const packages = {
    owner: () => ({ name: 'p', version: '1', section: null, description: null }),
    generation: () => 0,
    dispose: () => undefined,
  };
  const workload = workloadWith({ trust, packages });
  const exes = ['/usr/bin/pipewire', '/usr/bin/busy', '/usr/bin/quiet'];
  const processes = exes.map((exe, index) => reading({ pid: index + 10, exe, cpu: exe.endsWith('busy') ? 1 : 0 }));
  for (let second = 0; second < 3; second += 1) workload.observe(snapshotOf(processes, 1, second * 1000), null);
  expect(Object.fromEntries(asked)).toEqual({ '/usr/bin/pipewire': 'p', '/usr/bin/busy': 'p', '/usr/bin/quiet': null });
});
