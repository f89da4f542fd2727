import { HeldFile } from './held-file.ts';
import type { DescriptorBudget } from './held-file.ts';
import { parseCpuLines, parseForks } from './parse/cpu-lines.ts';
import type { CpuTicks } from './parse/cpu-lines.ts';
import { Cursor } from './parse/cursor.ts';
import { numberBehind } from './parse/keyed.ts';
import { parseMemory } from './parse/memory.ts';
import { parsePressure } from './parse/pressure.ts';
import type { PressureTotals } from './parse/pressure.ts';
import { share } from './rate.ts';
import type { PressureLine, SystemPressure, SystemReading } from './snapshot.ts';

/** /proc/stat names every interrupt of a machine: some KiB on a laptop, some hundred on a large server. */
const FIRST_BUFFER = 16 * 1024;

type PressureName = keyof SystemPressure;

/** The machine's own files, kept open. */
export class SystemReader {
  readonly #stat: HeldFile;
  readonly #meminfo: HeldFile;
  readonly #vmstat: HeldFile;
  readonly #loadavg: HeldFile;
  readonly #uptime: HeldFile;
  readonly #pressure: { readonly cpu: HeldFile; readonly memory: HeldFile; readonly io: HeldFile };
  readonly #cursor = new Cursor();
  #buffer = Buffer.allocUnsafe(FIRST_BUFFER);
  #cpus: readonly CpuTicks[] = [];
  #totals = new Map<PressureName, number>();
  #forks: number | null = null;

  constructor(procRoot: string, budget: DescriptorBudget) {
    const file = (name: string): HeldFile => new HeldFile(`${procRoot}/${name}`, budget);
    this.#stat = file('stat');
    this.#meminfo = file('meminfo');
    this.#vmstat = file('vmstat');
    this.#loadavg = file('loadavg');
    this.#uptime = file('uptime');
    this.#pressure = { cpu: file('pressure/cpu'), memory: file('pressure/memory'), io: file('pressure/io') };
  }

  /** Time since boot with suspend (CLOCK_BOOTTIME), ms at a resolution of 10; null where it may not be read. */
  bootTime(): number | null {
    const length = this.#read(this.#uptime);
    const seconds = this.#cursor.over(this.#buffer, 0, length).decimal();
    return this.#cursor.failed ? null : seconds * 1000;
  }

  /** Forks since boot as of the last `read`; null where the kernel does not count them. */
  get forks(): number | null {
    return this.#forks;
  }

  /** `elapsedMs` since the previous reading; null where rates start afresh, and are 0. */
  read(elapsedMs: number | null): SystemReading {
    const cpu = this.#readCpu(elapsedMs !== null);
    const memory = parseMemory(this.#buffer, this.#read(this.#meminfo));
    return {
      ...cpu,
      memoryTotal: memory.total,
      memoryAvailable: memory.available,
      swapTotal: memory.swapTotal,
      swapFree: memory.swapFree,
      oomKills: numberBehind(this.#buffer, this.#read(this.#vmstat), 'oom_kill ') ?? 0,
      load1: this.#readLoad(),
      pressure: this.#readPressure(elapsedMs),
    };
  }

  close(): void {
    const { cpu, memory, io } = this.#pressure;
    for (const file of [this.#stat, this.#meminfo, this.#vmstat, this.#loadavg, this.#uptime, cpu, memory, io])
      file.close();
  }

  #readCpu(rates: boolean): Pick<SystemReading, 'cpus' | 'cpuBusy' | 'cpuBusyEach'> {
    const length = this.#read(this.#stat);
    const before = this.#cpus;
    this.#cpus = parseCpuLines(this.#buffer, length);
    this.#forks = parseForks(this.#buffer, length);
    let busySum = 0;
    let idleSum = 0;
    const cpuBusyEach = this.#cpus.map((now) => {
      // a CPU that has just come online has no reading before
      const then = rates ? before.find((cpu) => cpu.id === now.id) : undefined;
      if (then === undefined) return 0;
      const busy = Math.max(0, now.busy - then.busy);
      // the kernel's iowait may go backwards (proc_stat(5))
      const idle = Math.max(0, now.idle - then.idle);
      busySum += busy;
      idleSum += idle;
      return share(busy, idle);
    });
    return { cpus: Math.max(1, this.#cpus.length), cpuBusy: share(busySum, idleSum), cpuBusyEach };
  }

  #readLoad(): number {
    const length = this.#read(this.#loadavg);
    const load = this.#cursor.over(this.#buffer, 0, length).decimal();
    return this.#cursor.failed ? 0 : load;
  }

  #readPressure(elapsedMs: number | null): SystemPressure | null {
    const cpu = this.#read(this.#pressure.cpu);
    const cpuSome = parsePressure(this.#buffer, cpu, 'some');
    const memory = this.#read(this.#pressure.memory);
    const memorySome = parsePressure(this.#buffer, memory, 'some');
    const memoryFull = parsePressure(this.#buffer, memory, 'full');
    const io = this.#read(this.#pressure.io);
    const ioSome = parsePressure(this.#buffer, io, 'some');
    const ioFull = parsePressure(this.#buffer, io, 'full');
    if (!cpuSome || !memorySome || !memoryFull || !ioSome || !ioFull) return null;
    return {
      cpuSome: this.#withNow('cpuSome', cpuSome, elapsedMs),
      memorySome: this.#withNow('memorySome', memorySome, elapsedMs),
      memoryFull: this.#withNow('memoryFull', memoryFull, elapsedMs),
      ioSome: this.#withNow('ioSome', ioSome, elapsedMs),
      ioFull: this.#withNow('ioFull', ioFull, elapsedMs),
    };
  }

  #withNow(name: PressureName, line: PressureTotals, elapsedMs: number | null): PressureLine {
    const before = this.#totals.get(name);
    this.#totals.set(name, line.total);
    const stalled = before === undefined ? 0 : Math.max(0, line.total - before) / 1000;
    const now = elapsedMs === null || elapsedMs <= 0 ? 0 : Math.min(1, stalled / elapsedMs);
    return { avg10: line.avg10, avg60: line.avg60, avg300: line.avg300, now };
  }

  /** Length read, 0 for whatever went wrong; a file that fills the buffer is read again into a larger one. */
  #read(file: HeldFile): number {
    let length = file.readWhole(this.#buffer);
    while (length === this.#buffer.length) {
      this.#buffer = Buffer.allocUnsafe(this.#buffer.length * 2);
      length = file.readWhole(this.#buffer);
    }
    return Math.max(0, length);
  }
}
