import { Cursor } from './cursor.ts';
import { numberBehind } from './keyed.ts';

const NEWLINE = 0x0a;
const SPACE = 0x20;
const cursor = new Cursor();

/** Clock ticks of one CPU since boot. */
export interface CpuTicks {
  readonly id: number;
  /** user, nice, system, irq, softirq and steal: somebody wanted the CPU. Guest time is part of user. */
  readonly busy: number;
  /** idle and iowait. */
  readonly idle: number;
}

/** The `cpuN` lines of /proc/stat (proc_stat(5)), online CPUs only, in the file's order. */
export function parseCpuLines(bytes: Uint8Array, length: number): readonly CpuTicks[] {
  const cpus: CpuTicks[] = [];
  let line = 0;
  while (line < length && startsWithCpu(bytes, line)) {
    // the first line, `cpu `, is the sum of all
    if (bytes[line + 3] !== SPACE) {
      const id = cursor.over(bytes, line + 3, length).integer();
      const working = cursor.integer() + cursor.integer() + cursor.integer();
      const idle = cursor.integer() + cursor.integer();
      const interrupted = cursor.integer() + cursor.integer() + cursor.integer();
      if (cursor.failed) break;
      cpus.push({ id, busy: working + interrupted, idle });
    }
    const newline = bytes.indexOf(NEWLINE, line);
    if (newline < 0) break;
    line = newline + 1;
  }
  return cpus;
}

/** Forks since boot, threads included (`processes` of /proc/stat); null without it. */
export function parseForks(bytes: Buffer, length: number): number | null {
  return numberBehind(bytes, length, 'processes ');
}

function startsWithCpu(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x63 && bytes[at + 1] === 0x70 && bytes[at + 2] === 0x75;
}
