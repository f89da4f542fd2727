import { numberBehind } from './keyed.ts';

export interface Memory {
  readonly total: number;
  readonly available: number;
  readonly swapTotal: number;
  readonly swapFree: number;
}

/** /proc/meminfo (proc_meminfo(5)) in bytes; what a kernel does not say is 0. */
export function parseMemory(bytes: Buffer, length: number): Memory {
  const kib = (key: string): number => (numberBehind(bytes, length, key) ?? 0) * 1024;
  const available = numberBehind(bytes, length, 'MemAvailable:');
  return {
    total: kib('MemTotal:'),
    // kernels before 3.14, and some containers, leave the estimate to the reader
    available: available === null ? kib('MemFree:') + kib('Buffers:') + kib('Cached:') : available * 1024,
    swapTotal: kib('SwapTotal:'),
    swapFree: kib('SwapFree:'),
  };
}
