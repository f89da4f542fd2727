import { readdirSync } from 'node:fs';
import { DENIED, HeldFile } from './held-file.ts';
import type { DescriptorBudget } from './held-file.ts';
import { parseIo } from './parse/io.ts';
import type { StorageBytes } from './parse/io.ts';
import { parseSchedstat } from './parse/schedstat.ts';
import type { ThreadSchedule } from './parse/schedstat.ts';
import { parseVoluntarySwitches } from './parse/status.ts';
import { rate } from './rate.ts';
import type { Slices } from './slices.ts';
import type { ExpensiveReading } from './snapshot.ts';

interface Thread {
  readonly file: HeldFile;
  /** Null until the second reading of a thread that was there when watching began. */
  before: ThreadSchedule | null;
}

/** What the threads did between two readings. */
interface ThreadsDelta {
  readonly runDelay: number;
  readonly slices: number;
}

const NANOSECONDS_PER_MS = 1e6;
const NEW_THREAD: ThreadSchedule = { runDelay: 0, slices: 0 };

/** The expensive files of one process on the watch list: io, status, and schedstat of every thread. */
export class WatchedFiles {
  readonly #folder: string;
  readonly #budget: DescriptorBudget;
  readonly #buffer: Buffer;
  readonly #io: HeldFile;
  readonly #status: HeldFile;
  readonly #threads = new Map<string, Thread>();
  #ioDenied = false;
  #storage: StorageBytes | null = null;
  #wakeups: number | null = null;
  #readAt: number | null = null;

  constructor(folder: string, budget: DescriptorBudget, buffer: Buffer) {
    this.#folder = folder;
    this.#budget = budget;
    this.#buffer = buffer;
    this.#io = new HeldFile(`${folder}/io`, budget);
    this.#status = new HeldFile(`${folder}/status`, budget);
  }

  /**
   * Rates since the reading before; null at the first one and after `startAfresh`. `threads` is the count of the stat
   * line, `now` monotonic ms. A process may have thousands of threads: turns of the event loop are taken in between.
   */
  async read(threads: number, now: number, slices: Slices): Promise<ExpensiveReading | null> {
    const seconds = this.#readAt === null ? null : (now - this.#readAt) / 1000;
    const storage = this.#readStorage();
    const wakeups = this.#readWakeups();
    const threadsDid = await this.#readThreads(threads, slices);
    const reading = seconds === null ? null : this.#rates(storage, wakeups, threadsDid, seconds);
    this.#storage = storage;
    this.#wakeups = wakeups;
    this.#readAt = now;
    return reading;
  }

  /** Forgets what was read: the time in between does not count. */
  startAfresh(): void {
    this.#readAt = null;
    for (const thread of this.#threads.values()) thread.before = null;
  }

  close(): void {
    this.#io.close();
    this.#status.close();
    for (const thread of this.#threads.values()) thread.file.close();
    this.#threads.clear();
  }

  #rates(
    storage: StorageBytes | null,
    wakeups: number | null,
    did: ThreadsDelta | null,
    seconds: number,
  ): ExpensiveReading {
    const before = this.#storage;
    return {
      ioRead: rate(before && before.read, storage && storage.read, seconds),
      ioWrite: rate(before && before.written, storage && storage.written, seconds),
      runDelay: rate(0, did && did.runDelay / NANOSECONDS_PER_MS, seconds),
      slices: rate(0, did && did.slices, seconds),
      wakeups: rate(this.#wakeups, wakeups, seconds),
    };
  }

  #readStorage(): StorageBytes | null {
    if (this.#ioDenied) return null;
    const length = this.#io.read(this.#buffer);
    this.#ioDenied = length === DENIED;
    return length > 0 ? parseIo(this.#buffer, length) : null;
  }

  #readWakeups(): number | null {
    const length = this.#status.read(this.#buffer);
    return length > 0 ? parseVoluntarySwitches(this.#buffer, length) : null;
  }

  /**
   * Each thread is compared with itself, so that one that ended takes nothing away; one that began since the last
   * reading counts from zero. The folder is listed only when the known threads cannot be all there are: their number
   * differs from the stat line's, or one of them is gone.
   */
  async #readThreads(count: number, slices: Slices): Promise<ThreadsDelta | null> {
    const sum = { runDelay: 0, slices: 0 };
    let gone = false;
    for (const [tid, thread] of this.#threads) {
      gone = !this.#addThread(tid, thread, sum) || gone;
      if (slices.due) await slices.turn();
    }
    if (gone || this.#threads.size !== count) {
      for (const tid of this.#list()) {
        if (this.#threads.has(tid)) continue;
        const file = new HeldFile(`${this.#folder}/task/${tid}/schedstat`, this.#budget);
        const thread: Thread = { file, before: this.#readAt === null ? null : NEW_THREAD };
        this.#threads.set(tid, thread);
        this.#addThread(tid, thread, sum);
        if (slices.due) await slices.turn();
      }
    }
    return this.#threads.size === 0 ? null : sum;
  }

  /** False when the thread is gone. */
  #addThread(tid: string, thread: Thread, sum: { runDelay: number; slices: number }): boolean {
    const length = thread.file.read(this.#buffer);
    const now = length > 0 ? parseSchedstat(this.#buffer, length) : null;
    if (now === null) {
      thread.file.close();
      this.#threads.delete(tid);
      return false;
    }
    if (thread.before !== null) {
      sum.runDelay += Math.max(0, now.runDelay - thread.before.runDelay);
      sum.slices += Math.max(0, now.slices - thread.before.slices);
    }
    thread.before = now;
    return true;
  }

  #list(): readonly string[] {
    try {
      return readdirSync(`${this.#folder}/task`);
    } catch {
      return [];
    }
  }
}
