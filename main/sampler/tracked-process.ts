import type { HeldFile } from './held-file.ts';
import type { StatLine } from './parse/stat-line.ts';
import type { KernelUnits } from './parse/auxv.ts';
import { RememberedLine } from './remembered-line.ts';
import type { LineBuffer } from './remembered-line.ts';
import { schedulingPolicy } from './scheduling-policy.ts';
import type { ProcessIdentity, ProcessReading } from './snapshot.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Two readings of a process less than a clock tick apart say nothing about its CPU use. */
const APART_MS = 10;

/** Samples after the first at which a process is looked at again: session managers move new apps into their scope late. */
const EARLY_REVISITS = [2, 8];
/** And from then on, so that a change that left no trace in the stat line is found within minutes. */
const REVISIT_EVERY = 256;

/** The sampler's side of one process: its stat file, the counters of the reading before, and the record others see. */
export class TrackedProcess {
  readonly file: HeldFile;
  readonly reading: Mutable<ProcessReading>;
  readonly #line = new RememberedLine();
  #samples = 0;
  #readAt = 0;
  #cpuTicks = 0;
  #majorFaults = 0;
  #imageKey: number;
  #beforeExec: boolean;

  constructor(
    file: HeldFile,
    stat: StatLine,
    name: string,
    identity: ProcessIdentity,
    now: number,
    units: KernelUnits,
  ) {
    this.file = file;
    this.reading = {
      pid: stat.pid,
      startTime: stat.startTime,
      parentPid: 0,
      processGroup: 0,
      session: 0,
      ttyNumber: 0,
      name,
      state: '',
      kernelThread: stat.kernelThread,
      threads: 0,
      nice: 0,
      schedPolicy: 'unknown',
      cpu: null,
      cpuSeconds: 0,
      memory: 0,
      majorFaults: 0,
      firstSeen: now,
      identity,
      expensive: null,
    };
    this.#imageKey = stat.imageKey;
    this.#beforeExec = stat.beforeExec;
    this.update(stat, now, true, 1, units);
  }

  /**
   * Takes over what the stat line says at `now` (monotonic ms). Rates are since the reading before, or none where they
   * start `afresh`; CPU is at most `cpus`, which a coarse tick may otherwise exceed over short intervals.
   */
  update(stat: StatLine, now: number, afresh: boolean, cpus: number, units: KernelUnits): void {
    const { reading } = this;
    reading.parentPid = stat.parentPid;
    reading.processGroup = stat.processGroup;
    reading.session = stat.session;
    reading.ttyNumber = stat.ttyNumber;
    reading.state = String.fromCharCode(stat.state);
    reading.threads = stat.threads;
    reading.nice = stat.nice;
    reading.schedPolicy = schedulingPolicy(stat.policy);
    reading.cpuSeconds = stat.cpuTicks / units.ticksPerSecond;
    reading.memory = Math.max(0, stat.residentPages) * units.pageSize;
    this.#line.forget();
    if (!afresh && now - this.#readAt < APART_MS) return;
    const seconds = (now - this.#readAt) / 1000;
    const ticks = Math.max(0, stat.cpuTicks - this.#cpuTicks);
    reading.cpu = afresh ? null : Math.min(cpus, ticks / units.ticksPerSecond / seconds);
    reading.majorFaults = afresh ? 0 : Math.max(0, stat.majorFaults - this.#majorFaults) / seconds;
    this.#readAt = now;
    this.#cpuTicks = stat.cpuTicks;
    this.#majorFaults = stat.majorFaults;
  }

  /**
   * As `update`, when the buffer holds the very line of the reading before; false when it does not. Then nothing
   * happened, and there is nothing to parse.
   */
  sleptOn(line: LineBuffer, length: number, now: number, afresh: boolean): boolean {
    if (!this.#line.is(line, length)) return false;
    if (!afresh && now - this.#readAt < APART_MS) return true;
    this.reading.cpu = afresh ? null : 0;
    this.reading.majorFaults = 0;
    this.#readAt = now;
    return true;
  }

  /** Keeps the line just taken over, unless it came too soon to count from. */
  remember(line: LineBuffer, length: number, now: number): void {
    if (this.#readAt === now) this.#line.keep(line, length);
  }

  /**
   * Whether the process may have become another program since the stat line before. `name` is the one the line says
   * now. A process that is dead or gives up its memory keeps the identity it had.
   */
  isReplaced(stat: StatLine, name: string): boolean {
    const renamed = name !== this.reading.name;
    this.reading.name = name;
    if (stat.kernelThread || stat.dead || stat.imageKey === 0) return false;
    const replaced = stat.imageKey !== this.#imageKey;
    const left = this.#beforeExec && !stat.beforeExec;
    this.#imageKey = stat.imageKey;
    this.#beforeExec = stat.beforeExec;
    return renamed || replaced || left;
  }

  /** Asked once a sample. Spread by pid, so that those that appeared together are not looked at again together. */
  isRevisited(): boolean {
    this.#samples++;
    const { kernelThread, state, pid } = this.reading;
    if (kernelThread || state === 'Z' || state === 'X') return false;
    return EARLY_REVISITS.includes(this.#samples) || (this.#samples + pid) % REVISIT_EVERY === 0;
  }
}
