/** The sampler on trees of files in the shape of /proc, where a process, a clock or a kernel can do what it wants. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSampler } from './sampler.ts';
import type { Sampler } from './snapshot.ts';

interface Fake {
  readonly pid: number;
  readonly ticks?: number;
  readonly startTime?: number;
  readonly name?: string;
  readonly majorFaults?: number;
}

/** Files in memory where there are such: 10,000 folders take a disk many seconds. */
const FOLDER = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

let root: string;
let time: { monotonic: number; wall: number; boot: number };
let samplers: Sampler[];

const open = (descriptorReserve?: number): Sampler => {
  const clock = { now: () => time.wall, monotonic: () => time.monotonic };
  const sampler = createSampler({
    procRoot: root,
    clock,
    ...(descriptorReserve === undefined ? {} : { descriptorReserve }),
  });
  samplers.push(sampler);
  return sampler;
};

const put = (path: string, text: string): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
};

function putProcess({ pid, ticks = 0, startTime = 1000, name = 'worker', majorFaults = 0 }: Fake): void {
  const counters = `0 0 ${majorFaults} 0 ${ticks} 0 0 0 20 0 1 0 ${startTime} 0 25`;
  put(
    `${pid}/stat`,
    `${pid} (${name}) S 1 1 1 0 -1 0 ${counters} 0 4096 8192 ${pid * 16} 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0\n`,
  );
}

/** Two CPUs that have been busy and idle for so many ticks each, and so many forks. */
function putMachine(busy: number, idle: number, forks: number): void {
  const cpu = `${busy} 0 0 ${idle} 0 0 0 0 0 0`;
  put('stat', `cpu  ${cpu}\ncpu0 ${cpu}\ncpu1 ${cpu}\nintr 5 0 0\nprocesses ${forks}\n`);
  put('uptime', `${(time.boot / 1000).toFixed(2)} 7.00\n`);
}

function putPressure(stalledMicros: number): void {
  const line = `avg10=1.50 avg60=0.00 avg300=0.00 total=${stalledMicros}`;
  for (const resource of ['cpu', 'memory', 'io']) put(`pressure/${resource}`, `some ${line}\nfull ${line}\n`);
}

/** Lets all three clocks go on together. */
function pass(ms: number): void {
  time = { monotonic: time.monotonic + ms, wall: time.wall + ms, boot: time.boot + ms };
}

beforeEach(() => {
  root = mkdtempSync(join(FOLDER, 'sampler-tree-'));
  time = { monotonic: 10_000, wall: 1_795_189_162_000, boot: 20_000 };
  samplers = [];
  putMachine(1000, 1000, 50);
});

afterEach(() => {
  for (const sampler of samplers) sampler.dispose();
  rmSync(root, { recursive: true });
});

describe('rates', () => {
  it('are of the time between two readings', async () => {
    putProcess({ pid: 7, ticks: 100 });
    putPressure(5_000_000);
    const sampler = open();
    const first = await sampler.sample();
    expect(first).toMatchObject({ reset: 'first', elapsedMs: null });
    expect(first.processes.get(7)).toMatchObject({ cpu: null, cpuSeconds: 1, firstSeen: 10_000, memory: 25 * 4096 });
    expect(first.system).toMatchObject({ cpus: 2, cpuBusy: 0, pressure: { ioFull: { avg10: 1.5, now: 0 } } });

    pass(2000);
    putProcess({ pid: 7, ticks: 150, majorFaults: 8 });
    putMachine(1030, 1010, 50);
    putPressure(5_500_000);
    const second = await sampler.sample();
    expect(second).toMatchObject({ reset: 'none', elapsedMs: 2000, started: [], ended: [] });
    expect(second.processes.get(7)).toMatchObject({ cpu: 0.25, cpuSeconds: 1.5, majorFaults: 4 });
    expect(second.system).toMatchObject({
      cpuBusy: 0.75,
      cpuBusyEach: [0.75, 0.75],
      pressure: { cpuSome: { now: 0.25 } },
    });
  });

  it('are 0 for a process that slept, and count from there when it wakes', async () => {
    putProcess({ pid: 7, ticks: 100, majorFaults: 3 });
    const sampler = open();
    const seen: (number | null | undefined)[] = [];
    for (const ticks of [100, 150, 150, 150, 175]) {
      putProcess({ pid: 7, ticks, majorFaults: 3 });
      pass(1000);
      const reading = (await sampler.sample()).processes.get(7);
      seen.push(reading?.cpu);
      expect(reading?.majorFaults).toBe(0);
    }
    expect(seen).toEqual([null, 0.5, 0, 0, 0.25]);
  });

  it('and everything else follow a process that goes back to the very line it had', async () => {
    putProcess({ pid: 7, name: 'worker' });
    const sampler = open();
    const names: (string | undefined)[] = [];
    for (const [name, ms] of [
      ['worker', 1000],
      ['worker', 1000],
      ['renamed', 3],
      ['worker', 1000],
    ] as const) {
      putProcess({ pid: 7, name });
      pass(ms);
      names.push((await sampler.sample()).processes.get(7)?.name);
    }
    expect(names).toEqual(['worker', 'worker', 'renamed', 'worker']);
  });

  it('wait for a clock tick to pass, and lose nothing meanwhile', async () => {
    putProcess({ pid: 7, ticks: 100 });
    const sampler = open();
    await sampler.sample();
    pass(1000);
    expect((await sampler.sample()).processes.get(7)?.cpu).toBe(0);
    pass(3);
    putProcess({ pid: 7, ticks: 101 });
    expect((await sampler.sample()).processes.get(7)).toMatchObject({ cpu: 0, cpuSeconds: 1.01 });
    pass(997);
    expect((await sampler.sample()).processes.get(7)?.cpu).toBe(0.01);
  });

  it('are 0 where a counter went backwards', async () => {
    putProcess({ pid: 7, ticks: 100, majorFaults: 9 });
    putPressure(5_000_000);
    const sampler = open();
    await sampler.sample();
    pass(1000);
    putProcess({ pid: 7, ticks: 40, majorFaults: 2 });
    putMachine(900, 900, 50);
    putPressure(1);
    const { processes, system } = await sampler.sample();
    expect(processes.get(7)).toMatchObject({ cpu: 0, majorFaults: 0 });
    expect(system).toMatchObject({ cpuBusy: 0, cpuBusyEach: [0, 0], pressure: { memoryFull: { now: 0 } } });
  });

  it.each([
    ['suspend', { monotonic: 1000, wall: 7_201_000, boot: 7_201_000 }],
    ['clock-jump', { monotonic: 1000, wall: -500_000, boot: 1000 }],
    ['clock-jump', { monotonic: 0, wall: 0, boot: 0 }],
  ] as const)('start afresh after a %s, and are right again one sample later', async (reset, step) => {
    putProcess({ pid: 7, ticks: 100 });
    const sampler = open();
    await sampler.sample();
    time = { monotonic: time.monotonic + step.monotonic, wall: time.wall + step.wall, boot: time.boot + step.boot };
    putProcess({ pid: 7, ticks: 90_000, majorFaults: 70_000 });
    putMachine(900_000, 1000, 50);
    const jumped = await sampler.sample();
    expect(jumped).toMatchObject({ reset, elapsedMs: null, system: { cpuBusy: 0, cpuBusyEach: [0, 0] } });
    expect(jumped.processes.get(7)).toMatchObject({ cpu: null, majorFaults: 0 });

    pass(1000);
    putProcess({ pid: 7, ticks: 90_050, majorFaults: 70_000 });
    putMachine(900_025, 1075, 50);
    const after = await sampler.sample();
    expect(after).toMatchObject({ reset: 'none', elapsedMs: 1000, system: { cpuBusy: 0.25 } });
    expect(after.processes.get(7)?.cpu).toBe(0.5);
  });
});

describe('the list of processes', () => {
  it('is read again when somebody forked, and otherwise every tenth sample', async () => {
    putProcess({ pid: 7 });
    const sampler = open();
    await sampler.sample();
    putProcess({ pid: 8 });
    pass(1000);
    expect((await sampler.sample()).started).toEqual([]);
    putMachine(1000, 1000, 51);
    pass(1000);
    expect((await sampler.sample()).started).toMatchObject([{ pid: 8 }]);

    putProcess({ pid: 9 });
    const samplesUntilSeen = await (async () => {
      for (let count = 1; count <= 20; count++) {
        pass(1000);
        if ((await sampler.sample()).started.length > 0) return count;
      }
      return null;
    })();
    expect(samplesUntilSeen).toBe(10);
  });

  it('is read every time where forks are not counted', async () => {
    putMachine(1000, 1000, 0);
    const sampler = open();
    await sampler.sample();
    putProcess({ pid: 8 });
    pass(1000);
    expect((await sampler.sample()).started).toMatchObject([{ pid: 8 }]);
  });

  it('leaves out what is no process, is malformed or vanished before it could be read', async () => {
    putProcess({ pid: 7 });
    put('8/stat', 'garbage\n');
    put('9/stat', '');
    put('10/comm', 'no stat file\n');
    put('11/stat', '12 (another pid) S 1');
    put('sys/7/stat', 'not a pid');
    put('1e1/stat', 'not a pid either');
    symlinkSync('8', join(root, '0x7'));
    expect([...(await open().sample()).processes.keys()]).toEqual([7]);
  });
});

describe('without descriptors to spare', () => {
  const heldInTree = (): number =>
    readdirSync('/proc/self/fd').filter((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(root);
      } catch {
        return false; // the one that lists them
      }
    }).length;

  it('readings are right and the limit is kept', async () => {
    put('self/limits', 'Max open files            276                  4096                 files     \n');
    const pids = Array.from({ length: 50 }, (_, index) => index + 100);
    for (const pid of pids) putProcess({ pid, ticks: pid });
    const sampler = open(256);
    await sampler.sample();
    expect(heldInTree()).toBe(20);
    pass(1000);
    for (const pid of pids) putProcess({ pid, ticks: pid + 10 });
    const { processes } = await sampler.sample();
    expect(pids.map((pid) => processes.get(pid)?.cpu)).toEqual(pids.map(() => 0.1));
    expect(heldInTree()).toBe(20);
    sampler.dispose();
    expect(heldInTree()).toBe(0);
  });

  it('a pid with a new owner is a process that ended and another that started', async () => {
    putProcess({ pid: 7, ticks: 100, startTime: 1000 });
    const sampler = open(Infinity);
    const before = (await sampler.sample()).processes.get(7);
    pass(1000);
    putProcess({ pid: 7, ticks: 5000, startTime: 2000, name: 'successor' });
    const { ended, started, processes } = await sampler.sample();
    expect(ended).toEqual([{ pid: 7, startTime: 1000 }]);
    expect(started).toMatchObject([{ pid: 7, startTime: 2000, name: 'successor', cpu: null }]);
    expect(processes.get(7)).not.toBe(before);
  });

  it('a process that is gone has ended', async () => {
    putProcess({ pid: 7 });
    const sampler = open(Infinity);
    await sampler.sample();
    rmSync(join(root, '7'), { recursive: true });
    pass(1000);
    const { ended, processes } = await sampler.sample();
    expect(ended).toEqual([{ pid: 7, startTime: 1000 }]);
    expect(processes.size).toBe(0);
  });
});

describe('a machine', () => {
  it('without PSI has no pressure', async () => {
    expect((await open().sample()).system.pressure).toBeNull();
  });

  it('without anything but processes is read all the same', async () => {
    putProcess({ pid: 7 });
    rmSync(join(root, 'stat'));
    rmSync(join(root, 'uptime'));
    const { processes, system } = await open().sample();
    expect(processes.size).toBe(1);
    expect(system).toMatchObject({ cpus: 1, cpuBusy: 0, cpuBusyEach: [], memoryTotal: 0, oomKills: 0, load1: 0 });
  });

  it('with more text in a file than a buffer holds is read to the end', async () => {
    const interrupts = ' 0'.repeat(40_000);
    put('stat', `cpu  1 0 0 1 0 0 0 0\ncpu0 1 0 0 1 0 0 0 0\nintr 5${interrupts}\nprocesses 50\n`);
    put('vmstat', `${'nr_something 1\n'.repeat(1000)}oom_kill 3\nswap_ra 0\n`);
    expect((await open().sample()).system).toMatchObject({ cpus: 1, oomKills: 3 });
  });

  it('with 10,000 processes leaves the event loop its turns', async () => {
    for (let pid = 1; pid <= 10_000; pid++) putProcess({ pid, name: `worker ${pid}` });
    let turns = 0;
    let sampling = true;
    const turn = (): void => {
      turns++;
      if (sampling) setImmediate(turn);
    };
    setImmediate(turn);
    const { processes, started } = await open().sample();
    sampling = false;
    expect(processes.size).toBe(10_000);
    expect(started.length).toBe(10_000);
    expect(processes.get(9_999)).toMatchObject({ name: 'worker 9999', identity: { exe: null, argv: [], cgroup: '/' } });
    expect(turns).toBeGreaterThan(5);
  });
});

describe('one sampler', () => {
  it('gives two callers at once the same reading', async () => {
    const sampler = open();
    expect(sampler.sample()).toBe(sampler.sample());
    await sampler.sample();
  });

  it('finishes the reading under way when it is disposed of, and gives none after', async () => {
    putProcess({ pid: 7 });
    const sampler = open();
    const reading = sampler.sample();
    sampler.dispose();
    sampler.dispose();
    expect((await reading).reset).toBe('first');
    expect(() => sampler.sample()).toThrow('disposed');
  });

  it('keeps the record of a process, so that a thousand a second are not made', async () => {
    putProcess({ pid: 7 });
    const sampler = open();
    const { processes } = await sampler.sample();
    const record = processes.get(7);
    pass(1000);
    const again = await sampler.sample();
    expect(again.processes).toBe(processes);
    expect(again.processes.get(7)).toBe(record);
  });
});
