import { closeSync, openSync, readSync } from 'node:fs';

/** What a reading gives instead of a length. */
export const GONE = -1;
/** hidepid, or a file of somebody else's process. */
export const DENIED = -2;
/** No descriptor was left to open it with; says nothing about the process. */
export const EXHAUSTED = -3;

/** How many descriptors may stay open between readings; the rest of the soft limit belongs to everybody else. */
export class DescriptorBudget {
  #left: number;

  constructor(limit: number) {
    this.#left = Math.max(0, limit);
  }

  take(): boolean {
    if (this.#left <= 0) return false;
    this.#left--;
    return true;
  }

  giveBack(): void {
    this.#left++;
  }

  /** The system had fewer than we thought: what is held stays, nothing more is. */
  exhaust(): void {
    this.#left = Math.min(this.#left, 0);
  }
}

/**
 * A /proc file that is read again and again. Kept open and re-read from its start it costs a third of what opening it
 * each time does, and a descriptor of /proc/PID/... belongs to that process alone: once it has ended every read fails
 * with ESRCH, whoever has its pid by then. Without budget it is opened for each reading.
 */
export class HeldFile {
  readonly #path: string;
  readonly #budget: DescriptorBudget;
  #descriptor = -1;

  constructor(path: string, budget: DescriptorBudget) {
    this.#path = path;
    this.#budget = budget;
  }

  /** Bytes read into `buffer` from its start, or GONE, DENIED, EXHAUSTED. A file larger than the buffer is cut off. */
  read(buffer: Buffer): number {
    if (this.#descriptor < 0) return this.#openAndRead(buffer);
    try {
      return readSync(this.#descriptor, buffer, 0, buffer.length, 0);
    } catch (error) {
      return failureOf(error);
    }
  }

  /** As `read`, for files that the kernel hands out in pieces (vmstat: a page at a time). */
  readWhole(buffer: Buffer): number {
    let length = this.read(buffer);
    if (this.#descriptor < 0) return length;
    for (let more = length; more > 0 && length < buffer.length; length += more) {
      more = readSync(this.#descriptor, buffer, length, buffer.length - length, length);
    }
    return length;
  }

  close(): void {
    if (this.#descriptor < 0) return;
    closeSync(this.#descriptor);
    this.#descriptor = -1;
    this.#budget.giveBack();
  }

  #openAndRead(buffer: Buffer): number {
    let descriptor: number;
    try {
      descriptor = openSync(this.#path, 'r');
    } catch (error) {
      const failure = failureOf(error);
      if (failure === EXHAUSTED) this.#budget.exhaust();
      return failure;
    }
    try {
      const length = readSync(descriptor, buffer, 0, buffer.length, 0);
      if (this.#budget.take()) this.#descriptor = descriptor;
      return length;
    } catch (error) {
      return failureOf(error);
    } finally {
      if (this.#descriptor < 0) closeSync(descriptor);
    }
  }
}

/** Reads a file once; its length, or why not. */
export function readOnce(path: string, buffer: Buffer): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    return failureOf(error);
  }
  try {
    return readSync(descriptor, buffer, 0, buffer.length, 0);
  } catch (error) {
    return failureOf(error);
  } finally {
    closeSync(descriptor);
  }
}

/** GONE, DENIED or EXHAUSTED, from what node:fs threw. */
export function failureOf(error: unknown): number {
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EACCES':
    case 'EPERM':
      return DENIED;
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return EXHAUSTED;
    // ENOENT, ESRCH; EOPNOTSUPP of a pressure file without PSI; ENOTDIR, EIO of whatever else a path may lead to
    default:
      return GONE;
  }
}
