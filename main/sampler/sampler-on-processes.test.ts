/** The sampler on this machine's own /proc, with processes that these tests started. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBootId, readStartTime, readThreadIds } from './proc-facts.ts';
import { createSampler } from './sampler.ts';
import type { ProcessReading, Sampler, Snapshot } from './snapshot.ts';

let folder: string;
let sampler: Sampler;
let monotonic: number;
const children = new Set<ChildProcess>();

/** The real /proc, with a monotonic clock that advances only where a test says so: CPU ratios can be checked exactly. */
const clock = { now: () => Date.now(), monotonic: () => monotonic };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sampler-'));
  monotonic = 1000;
  sampler = createSampler({ clock });
});

afterEach(async () => {
  sampler.dispose();
  await Promise.all([...children].map(end));
  rmSync(folder, { recursive: true });
});

function start(program: string, ...argv: readonly string[]): { readonly child: ChildProcess; readonly pid: number } {
  const child = spawn(program, argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  if (child.pid === undefined) throw new Error(`${program} could not be started`);
  return { child, pid: child.pid };
}

async function end(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

const read = (path: string): string => readFileSync(path, 'latin1');

/** utime + stime, parsed in another way than the sampler does. */
const usedTicks = (pid: number): number => {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  return Number(fields[11]) + Number(fields[12]);
};

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(2);
}

function sampleLater(ms = 1000): Promise<Snapshot> {
  monotonic += ms;
  return sampler.sample();
}

function processIn({ processes }: Snapshot, pid: number): ProcessReading {
  const reading = processes.get(pid);
  if (reading === undefined) throw new Error(`${pid} is not in the snapshot`);
  return reading;
}

/** A copy of sleep(1) under another name. */
function sleepNamed(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  copyFileSync('/bin/sleep', path);
  return path;
}

describe('CPU use', () => {
  it('of a burner is what /proc counted between the readings', async () => {
    const { pid } = start('sh', '-c', 'while :; do :; done');
    const bounds: [number, number][] = [];
    const bounded = async (): Promise<Snapshot> => {
      const low = usedTicks(pid);
      const snapshot = await sampleLater(60_000);
      bounds.push([low, usedTicks(pid)]);
      return snapshot;
    };
    expect(processIn(await bounded(), pid).cpu).toBeNull();
    const goal = usedTicks(pid) + 25;
    await until(() => usedTicks(pid) >= goal);
    const { cpu } = processIn(await bounded(), pid);
    const [[low1, high1] = [NaN, NaN], [low2, high2] = [NaN, NaN]] = bounds;
    const usedSeconds = (cpu ?? NaN) * 60;
    expect(usedSeconds).toBeGreaterThanOrEqual((low2 - high1) / 100 - 1e-9);
    expect(usedSeconds).toBeLessThanOrEqual((high2 - low1) / 100 + 1e-9);
  });
});

describe('a process', () => {
  it('is who it says, though its name looks like the rest of a stat line', async () => {
    const exe = sleepNamed(') R 1 2\n');
    const { pid } = start(exe, '1000');
    await until(() => read(`/proc/${pid}/comm`).startsWith(')'));
    const reading = processIn(await sampler.sample(), pid);
    expect(reading).toMatchObject({
      name: ') R 1 2\n',
      parentPid: process.pid,
      threads: 1,
      state: 'S',
      kernelThread: false,
    });
    expect(reading.identity).toMatchObject({ exe, argv: [exe, '1000'], exeDeleted: false, uid: process.geteuid?.() });
    expect(reading.startTime).toBe(readStartTime(pid));
  });

  it('has a name with U+FFFD where it is no UTF-8', async () => {
    const { child, pid } = start('perl', '-e', '$0 = "a\\xff\\xe2b"; $| = 1; print "named\\n"; sleep 1000');
    if (child.stdout) await once(child.stdout, 'data');
    expect(processIn(await sampler.sample(), pid).name).toBe('a\uFFFD\uFFFDb');
  });

  it('keeps its program when the file is deleted, which is said', async () => {
    const exe = sleepNamed('gone');
    const { pid } = start(exe, '1000');
    await until(() => read(`/proc/${pid}/comm`) === 'gone\n');
    rmSync(exe);
    expect(processIn(await sampler.sample(), pid).identity).toMatchObject({ exe, exeDeleted: true });
  });

  it('whose file is really called `(deleted)` does not pass for another program', async () => {
    const exe = sleepNamed('indexer (deleted)');
    const { pid } = start(exe, '1000');
    await until(() => read(`/proc/${pid}/comm`).startsWith('indexer'));
    expect(processIn(await sampler.sample(), pid).identity).toMatchObject({ exe, exeDeleted: false });
  });

  it('has another identity after an exec, even into a program of the same name, and the same object until then', async () => {
    const twin = sleepNamed('twin/sh');
    const { child, pid } = start('/bin/sh', '-c', `read line; exec ${twin} 1000`);
    const before = processIn(await sampler.sample(), pid).identity;
    expect(before.argv[0]).toBe('/bin/sh');
    // past the samples at which a young process is looked at again anyway
    for (let sample = 0; sample < 9; sample++) expect(processIn(await sampleLater(), pid).identity).toBe(before);
    child.stdin?.write('\n');
    await until(() => read(`/proc/${pid}/cmdline`).startsWith(twin));
    const after = processIn(await sampleLater(), pid);
    expect(after.identity).toMatchObject({ exe: twin, argv: [twin, '1000'] });
    expect(after.name).toBe('sh');
  });

  it('that was seen between its fork and its exec is known by what it became', async () => {
    const script = '$| = 1; if ($pid = fork) { print "$pid\\n"; wait } else { <STDIN>; exec "sleep", "1000" }';
    const { child, pid: parent } = start('perl', '-e', script);
    if (!child.stdout) throw new Error('no output');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(processIn(await sampler.sample(), pid)).toMatchObject({
      parentPid: parent,
      identity: { argv: ['perl', '-e', script] },
    });
    child.stdin?.write('\n');
    await until(() => read(`/proc/${pid}/comm`) === 'sleep\n');
    expect(processIn(await sampleLater(), pid).identity.argv).toEqual(['sleep', '1000']);
    process.kill(pid, 'SIGKILL');
  });

  it('that is dead and not waited for keeps the identity it had', async () => {
    // the shell execs a sleep that never waits for its child
    const { pid: parent } = start('sh', '-c', 'sleep 1000 & exec sleep 1001');
    const childrenOf = (): string => read(`/proc/${parent}/task/${parent}/children`).trim();
    await until(() => childrenOf() !== '' && read(`/proc/${childrenOf()}/comm`) === 'sleep\n');
    const pid = Number(childrenOf());
    const { identity } = processIn(await sampler.sample(), pid);
    process.kill(pid, 'SIGKILL');
    await until(() => read(`/proc/${pid}/stat`).includes(') Z '));
    const dead = processIn(await sampleLater(), pid);
    expect(dead.state).toBe('Z');
    expect(dead.identity).toBe(identity);
  });

  it('starts and ends once each, and a crowd that vanishes during the readings is no trouble', async () => {
    await sampler.sample();
    const crowd = Array.from({ length: 25 }, () => start('sleep', '1000'));
    const pids = new Set(crowd.map(({ pid }) => pid));
    const { started } = await sampleLater();
    expect(new Set(started.map(({ pid }) => pid).filter((pid) => pids.has(pid)))).toEqual(pids);
    const startTimes = new Map(started.map(({ pid, startTime }) => [pid, startTime]));

    const ended: number[] = [];
    const ending = Promise.all(crowd.map(({ child }) => end(child)));
    const sampleAndNote = async (): Promise<void> => {
      for (const key of (await sampleLater()).ended) {
        if (!pids.has(key.pid)) continue;
        ended.push(key.pid);
        expect(key.startTime).toBe(startTimes.get(key.pid));
      }
    };
    while (crowd.some(({ child }) => child.signalCode === null)) {
      await sampleAndNote();
      await setImmediate();
    }
    await ending;
    await sampleAndNote();
    expect(ended.toSorted()).toEqual([...pids].toSorted());
  });
});

describe('the watch list', () => {
  it('adds what is expensive to the processes on it, and takes it from those that left', async () => {
    await sampler.sample();
    sampler.watch(new Set([process.pid]));
    expect(processIn(await sampleLater(), process.pid).expensive).toBeNull();
    await setTimeout(20);
    const { expensive, threads } = processIn(await sampleLater(), process.pid);
    expect(threads).toBeGreaterThan(1);
    expect(expensive).not.toBeNull();
    expect(expensive?.ioRead).toBeGreaterThanOrEqual(0);
    expect(expensive?.wakeups).toBeGreaterThanOrEqual(0);
    expect(expensive?.slices).toBeGreaterThan(0);
    expect(expensive?.runDelay).toBeGreaterThanOrEqual(0);
    sampler.watch(new Set());
    expect(processIn(await sampleLater(), process.pid).expensive).toBeNull();
  });

  it('counts what /proc counts, per second of the interval', async () => {
    const write = `dd if=/dev/zero of=${folder}/data bs=64k count=16 conv=fsync 2>&1`;
    const { child, pid } = start('sh', '-c', `while read line; do ${write}; echo done; done`);
    const counter = (file: string, key: string): number =>
      Number(new RegExp(`^${key}:\\s+(\\d+)$`, 'm').exec(read(`/proc/${pid}/${file}`))?.[1]);
    const asleep = (): boolean => read(`/proc/${pid}/stat`).includes(') S ');
    const counters = (): number[] => [
      counter('io', 'write_bytes'),
      counter('status', 'voluntary_ctxt_switches'),
      ...read(`/proc/${pid}/schedstat`).trim().split(' ').slice(1).map(Number),
    ];
    sampler.watch(new Set([pid]));
    await until(asleep);
    const before = counters();
    await sampler.sample();
    child.stdin?.write('\n');
    let output = '';
    child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
    await until(() => output.includes('done') && asleep());
    const after = counters();
    const [written = NaN, wakeups = NaN, delay = NaN, slices = NaN] = after.map(
      (value, index) => value - (before[index] ?? NaN),
    );
    // a process that was waited for adds its storage bytes to those of its parent
    const { expensive } = processIn(await sampleLater(4000), pid);
    expect(slices).toBeGreaterThan(0);
    expect(expensive).toEqual({
      ioRead: expensive?.ioRead,
      ioWrite: written / 4,
      wakeups: wakeups / 4,
      runDelay: delay / 4e6,
      slices: slices / 4,
    });
  });

  it('forgets a process that ended', async () => {
    const { child, pid } = start('sleep', '1000');
    sampler.watch(new Set([pid, 2 ** 30]));
    await sampler.sample();
    await end(child);
    const { processes } = await sampleLater();
    expect(processes.has(pid)).toBe(false);
  });
});

describe('this machine', () => {
  it('is described in ratios and bytes that hang together', async () => {
    await sampler.sample();
    await setTimeout(30);
    const { system } = await sampleLater();
    expect(system.cpuBusyEach.length).toBe(system.cpus);
    for (const ratio of [system.cpuBusy, ...system.cpuBusyEach]) {
      expect(ratio).toBeGreaterThanOrEqual(0);
      expect(ratio).toBeLessThanOrEqual(1);
    }
    expect(system.memoryAvailable).toBeLessThanOrEqual(system.memoryTotal);
    expect(system.swapFree).toBeLessThanOrEqual(system.swapTotal);
    expect(String(system.oomKills)).toBe(/^oom_kill (\d+)$/m.exec(read('/proc/vmstat'))?.[1]);
  });

  it('shows no process to somebody from whom /proc is hidden but their own', async () => {
    // root puts a /proc with hidepid over the real one, in a mount namespace of its own, and becomes nobody
    const root = process.geteuid?.() === 0;
    const script = `
      const { createSampler } = await import(${JSON.stringify(join(import.meta.dirname, 'sampler.ts'))});
      if (${root}) { process.setgroups([]); process.setgid(65534); process.setuid(65534); }
      const sampler = createSampler();
      await sampler.sample();
      const { processes } = await sampler.sample();
      sampler.dispose();
      console.log(JSON.stringify([...processes.values()].map((one) => [one.pid, one.identity.uid, one.identity.exe])));
      console.log(process.pid);`;
    const node = [process.execPath, '--input-type=module', '-e', script];
    const hidden = [
      'unshare',
      '--mount',
      'sh',
      '-c',
      'mount -t proc -o hidepid=1 proc /proc && exec "$@"',
      'sh',
      ...node,
    ];
    const [program = '', ...argv] = root ? hidden : node;
    const { child } = start(program, ...argv);
    let output = '';
    child.stdout?.on('data', (text: Buffer) => (output += text.toString()));
    await once(child, 'close');
    const [list = '', own = ''] = output.trim().split('\n');
    const seen = JSON.parse(list) as [number, number, string | null][];
    expect(seen.map(([pid]) => String(pid))).toContain(own);
    const uid = root ? 65534 : process.geteuid?.();
    const ofOthers = seen.filter(([, owner]) => owner !== uid);
    expect(root ? ofOthers : ofOthers.filter(([, , exe]) => exe !== null)).toEqual([]);
  });
});

describe('single facts', () => {
  it('name a process and its threads while it lives', async () => {
    const { child, pid } = start('sleep', '1000');
    const startTime = readStartTime(pid);
    expect(startTime).toBeGreaterThan(0);
    expect(readThreadIds(pid)).toEqual([pid]);
    expect(readStartTime(process.pid, readThreadIds(process.pid).at(-1))).toBeGreaterThan(0);
    await end(child);
    expect(readStartTime(pid)).toBeNull();
    expect(readThreadIds(pid)).toEqual([]);
  });

  it('give the id of this boot', () => {
    expect(readBootId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(readBootId(folder)).toBeNull();
  });
});

it('leaves no descriptor open and starts no process', async () => {
  const own = createSampler();
  await own.sample();
  const heldStats = readdirSync('/proc/self/fd').length;
  const before = read(`/proc/self/task/${process.pid}/children`);
  own.watch(new Set([process.pid]));
  await own.sample();
  expect(read(`/proc/self/task/${process.pid}/children`)).toBe(before);
  own.dispose();
  expect(readdirSync('/proc/self/fd').length).toBeLessThan(heldStats);
});
