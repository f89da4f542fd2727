/**
 * Identity at the moment of acting. A pidfd is opened first and the start time compared after: from then on the pidfd
 * means this process for as long as it is open, and its number can be tested for life (pidfd_open(2)).
 */
import { closeSync, readdirSync } from 'node:fs';
import type { ProcessKey } from '../sampler/snapshot.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { failureOf, gone } from './levers/failure.ts';
import type { LeverFailure } from './levers/failure.ts';
import type { CallFailure, SystemCalls } from './system-calls.ts';
import { readThreadStat } from './thread-stat.ts';
import type { ThreadStat } from './thread-stat.ts';

export class HeldProcess implements Disposable {
  readonly key: ProcessKey;
  readonly #calls: SystemCalls;
  readonly #pidfd: number;

  constructor(key: ProcessKey, calls: SystemCalls, pidfd: number) {
    this.key = key;
    this.#calls = calls;
    this.#pidfd = pidfd;
  }

  /** The process as a whole: its main thread. Null once the pid is no longer this process. */
  stat(): ThreadStat | null {
    const stat = readThreadStat(`/proc/${this.key.pid}/stat`);
    return stat?.startTime === this.key.startTime ? stat : null;
  }

  /** One thread, if it is still the one that started then. */
  thread(tid: number, startTime: number): ThreadStat | null {
    if (this.stat() === null) return null;
    const stat = readThreadStat(`/proc/${this.key.pid}/task/${tid}/stat`);
    return stat?.startTime === startTime ? stat : null;
  }

  /**
   * The threads of this moment that may be treated, the main thread first. Real-time and deadline threads were promised
   * a CPU, and kernel threads are none of ours: they are not among them. Empty once it has ended.
   */
  ordinaryThreads(): readonly ThreadStat[] {
    const directory = `/proc/${this.key.pid}/task`;
    const threads = idsIn(directory).flatMap((tid) => readThreadStat(`${directory}/${tid}/stat`) ?? []);
    return this.stat() === null ? [] : threads.filter(isOrdinary);
  }

  signal(signal: number): Result<null, CallFailure> {
    return this.#calls.sendSignal(this.#pidfd, signal);
  }

  [Symbol.dispose](): void {
    closeSync(this.#pidfd);
  }
}

/** The processes held during one operation, each opened once; all are let go at its end. */
export class Holds implements Disposable {
  readonly calls: SystemCalls;
  readonly #held = new Map<string, HeldProcess>();

  constructor(calls: SystemCalls) {
    this.calls = calls;
  }

  /** Fails with `gone` when the process has ended or its pid is somebody else's by now. */
  hold(key: ProcessKey): Result<HeldProcess, LeverFailure> {
    const name = `${key.pid}:${key.startTime}`;
    const known = this.#held.get(name);
    if (known !== undefined) return known.stat() === null ? fail(gone) : ok(known);
    const pidfd = this.calls.openPidfd(key.pid);
    if (!pidfd.ok) return fail(failureOf(pidfd.error));
    const held = new HeldProcess(key, this.calls, pidfd.value);
    if (held.stat() === null) {
      held[Symbol.dispose]();
      return fail(gone);
    }
    this.#held.set(name, held);
    return ok(held);
  }

  [Symbol.dispose](): void {
    for (const held of this.#held.values()) held[Symbol.dispose]();
    this.#held.clear();
  }
}

const isOrdinary = ({ kernelThread, schedPolicy }: ThreadStat): boolean =>
  !kernelThread && (schedPolicy === 'other' || schedPolicy === 'batch' || schedPolicy === 'idle');

/** The numeric names in a directory of /proc, ascending; empty when it has gone. */
export function idsIn(directory: string): readonly number[] {
  try {
    return readdirSync(directory)
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  } catch {
    return [];
  }
}
