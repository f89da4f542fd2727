import { readdirSync } from 'node:fs';
import { DENIED, EXHAUSTED, HeldFile, failureOf } from './held-file.ts';
import type { DescriptorBudget } from './held-file.ts';
import { IdentityReader, KERNEL_IDENTITY, sameIdentity } from './identity.ts';
import type { KernelUnits } from './parse/auxv.ts';
import { StatLine } from './parse/stat-line.ts';
import { LineBuffer } from './remembered-line.ts';
import type { Slices } from './slices.ts';
import type { ProcessIdentity, ProcessKey, ProcessReading } from './snapshot.ts';
import { TrackedProcess } from './tracked-process.ts';

/** The list of pids is read anew after this many samples even if nobody forked: hidepid may reveal what it hid. */
const LIST_EVERY = 10;

/** Processes read between two looks at the clock; some 100 us of work. */
const BATCH = 16;

/** What is common to one sample. */
export interface Round {
  readonly slices: Slices;
  /** Monotonic ms. */
  readonly now: () => number;
  /** Rates start afresh. */
  readonly afresh: boolean;
  readonly cpus: number;
  /** Forks since boot, read before anything of this round; null where unknown. */
  readonly forks: number | null;
}

export interface Changes {
  readonly started: readonly ProcessReading[];
  readonly ended: readonly ProcessKey[];
}

/** Every process that may be read, kept up to date in place. */
export class ProcessTable {
  /** What others see: the same map and the same records every time. */
  readonly readings = new Map<number, ProcessReading>();
  readonly #procRoot: string;
  readonly #budget: DescriptorBudget;
  readonly #units: KernelUnits;
  readonly #identities: IdentityReader;
  readonly #tracked = new Map<number, TrackedProcess>();
  /** The same processes: walking a map makes an object a step, which an array does not. */
  readonly #order: TrackedProcess[] = [];
  /** Pids that may not be read, and the round in which to try again: a refusal costs more than a reading. */
  readonly #denied = new Map<number, number>();
  readonly #stat = new StatLine();
  readonly #line = new LineBuffer();
  readonly #confirming = new StatLine();
  readonly #confirmingLine = Buffer.allocUnsafe(4096);
  #round = 0;
  #listedRound = 0;
  #listedForks: number | null = null;
  #incomplete = true;

  constructor(procRoot: string, budget: DescriptorBudget, units: KernelUnits) {
    this.#procRoot = procRoot;
    this.#budget = budget;
    this.#units = units;
    this.#identities = new IdentityReader(procRoot);
  }

  /** Reads every known process again, then finds those that are new. */
  async refresh(round: Round): Promise<Changes> {
    this.#round++;
    const ended = await this.#readKnown(round);
    const started = this.#listIsStale(round.forks) ? await this.#findNew(round) : [];
    return { started, ended };
  }

  /** The ones that have ended leave a gap, which those behind close up. */
  async #readKnown(round: Round): Promise<readonly ProcessKey[]> {
    const ended: ProcessKey[] = [];
    let now = round.now();
    let kept = 0;
    for (let index = 0; index < this.#order.length; index++) {
      if (index % BATCH === 0) {
        if (round.slices.due) await round.slices.turn();
        now = round.now();
      }
      const tracked = this.#order[index];
      if (tracked === undefined) break;
      if (this.#update(tracked, now, round)) this.#order[kept++] = tracked;
      else ended.push(this.#forget(tracked));
    }
    this.#order.length = kept;
    return ended;
  }

  async #findNew(round: Round): Promise<readonly ProcessReading[]> {
    const started: ProcessReading[] = [];
    const names = this.#list(round.forks);
    for (let index = 0; index < names.length; index++) {
      const pid = pidOf(names[index] ?? '');
      if (pid === 0 || this.#tracked.has(pid) || this.#isDenied(pid)) continue;
      if (round.slices.due) await round.slices.turn();
      const tracked = this.#discover(pid, round);
      if (tracked === null) continue;
      this.#tracked.set(pid, tracked);
      this.#order.push(tracked);
      this.readings.set(pid, tracked.reading);
      started.push(tracked.reading);
    }
    return started;
  }

  /** The live record behind a pid, to which the expensive readings are added. */
  get(pid: number): TrackedProcess | null {
    return this.#tracked.get(pid) ?? null;
  }

  /** Ends the readings; the records of the last one stay as they are. */
  close(): void {
    for (const tracked of this.#tracked.values()) tracked.file.close();
    this.#tracked.clear();
    this.#order.length = 0;
  }

  /** False when the process has ended. */
  #update(tracked: TrackedProcess, now: number, round: Round): boolean {
    const line = this.#line;
    const length = tracked.file.read(line.bytes);
    if (length === EXHAUSTED) return true; // nothing is known about it this time
    let replaced = false;
    if (!tracked.sleptOn(line, length, now, round.afresh)) {
      const stat = this.#stat;
      const { reading } = tracked;
      if (length < 0 || !stat.parse(line.bytes, length)) return false;
      if (stat.startTime !== reading.startTime || stat.pid !== reading.pid) {
        this.#incomplete = true; // the pid has a new owner
        return false;
      }
      tracked.update(stat, now, round.afresh, round.cpus, this.#units);
      tracked.remember(line, length, now);
      replaced = tracked.isReplaced(stat, stat.name(line.bytes, reading.name));
    }
    // asked in any case: it counts the samples
    if (tracked.isRevisited() || replaced) this.#identifyAgain(tracked);
    return true;
  }

  #identifyAgain({ file, reading }: TrackedProcess): void {
    const identity = this.#identify(file, reading, false);
    if (identity !== null && !sameIdentity(identity, reading.identity)) reading.identity = identity;
  }

  #forget({ file, reading }: TrackedProcess): ProcessKey {
    file.close();
    this.#tracked.delete(reading.pid);
    this.readings.delete(reading.pid);
    return { pid: reading.pid, startTime: reading.startTime };
  }

  #discover(pid: number, round: Round): TrackedProcess | null {
    const file = new HeldFile(`${this.#procRoot}/${pid}/stat`, this.#budget);
    const length = file.read(this.#line.bytes);
    if (length === DENIED) this.#denied.set(pid, this.#round + LIST_EVERY);
    if (length === EXHAUSTED) this.#incomplete = true;
    const stat = this.#stat;
    if (length > 0 && stat.parse(this.#line.bytes, length) && stat.pid === pid) {
      const identity = stat.kernelThread ? KERNEL_IDENTITY : this.#identify(file, stat, stat.dead);
      if (identity !== null) {
        return new TrackedProcess(file, stat, stat.name(this.#line.bytes, ''), identity, round.now(), this.#units);
      }
    }
    file.close();
    return null;
  }

  /** Null when the process ended while its identity was read, which may then be that of a successor. */
  #identify(file: HeldFile, { pid, startTime }: ProcessKey, dead: boolean): ProcessIdentity | null {
    const identity = this.#identities.read(pid, dead);
    const length = file.read(this.#confirmingLine);
    const after = this.#confirming;
    if (length < 0 || !after.parse(this.#confirmingLine, length) || after.startTime !== startTime) return null;
    // what it was before it died says more than what is left of it
    return after.dead && !dead ? null : identity;
  }

  /**
   * Every process begins with a fork, and /proc/stat counts the forks of the whole kernel, in all PID namespaces: while
   * the count stands still there is nobody new. A count of 0 is that of an emulated /proc which does not count.
   */
  #listIsStale(forks: number | null): boolean {
    const counted = forks !== null && forks > 0;
    return this.#incomplete || !counted || forks !== this.#listedForks || this.#round - this.#listedRound >= LIST_EVERY;
  }

  /** `forks` was counted before, so that whoever forks meanwhile makes the next list stale. */
  #list(forks: number | null): readonly string[] {
    this.#incomplete = false;
    this.#listedForks = forks;
    this.#listedRound = this.#round;
    try {
      return readdirSync(this.#procRoot);
    } catch (error) {
      if (failureOf(error) !== EXHAUSTED) throw error;
      this.#incomplete = true;
      return [];
    }
  }

  #isDenied(pid: number): boolean {
    const again = this.#denied.get(pid);
    if (again === undefined) return false;
    if (again > this.#round) return true;
    this.#denied.delete(pid);
    return false;
  }
}

/** The pid that a folder of /proc is named after; 0 for everything else. */
function pidOf(name: string): number {
  const first = name.charCodeAt(0);
  const pid = first >= 0x31 && first <= 0x39 ? Number(name) : 0;
  return Number.isSafeInteger(pid) ? pid : 0;
}
