import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work between two turns of the event loop, ms. A fifth of what is promised: 20 ms. */
const SLICE_MS = 4;

/**
 * Cuts a long piece of work into slices, lets the event loop turn in between, and adds up the CPU time of the slices
 * alone: what other work did in the turns between is not counted. One object measures one piece of work.
 */
export class Slices {
  #sliceStart = performance.now();
  #cpuStart = process.threadCpuUsage();
  #cpuMicros = 0;

  /** It is time to `turn`. */
  get due(): boolean {
    return performance.now() - this.#sliceStart > SLICE_MS;
  }

  /** Lets the event loop run everything that is ready. */
  async turn(): Promise<void> {
    this.#endSlice();
    await setImmediate();
    this.#sliceStart = performance.now();
    this.#cpuStart = process.threadCpuUsage();
  }

  /** Ends the work: CPU time of this thread in all slices, ms. */
  finish(): number {
    this.#endSlice();
    return this.#cpuMicros / 1000;
  }

  #endSlice(): void {
    const used = process.threadCpuUsage(this.#cpuStart);
    this.#cpuMicros += used.user + used.system;
  }
}
