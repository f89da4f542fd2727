import { endianness } from 'node:os';

/** What the kernel told this process about itself at its exec, getauxval(3). */
export interface KernelUnits {
  /** AT_CLKTCK: the tick of utime, stime and starttime. USER_HZ is 100 on every Linux architecture but alpha and ia64. */
  readonly ticksPerSecond: number;
  /** AT_PAGESZ, bytes: 4096 on x86, up to 65536 on arm64 and ppc64. */
  readonly pageSize: number;
}

const AT_PAGESZ = 6n;
const AT_CLKTCK = 17n;

/** /proc/self/auxv of a 64-bit process: pairs of type and value. What it does not say is what x86 has: 100 and 4096. */
export function parseAuxv(bytes: Buffer): KernelUnits {
  const entries = new Map<bigint, number>();
  const word = (at: number): bigint => (endianness() === 'LE' ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at));
  for (let at = 0; at + 16 <= bytes.length; at += 16) entries.set(word(at), Number(word(at + 8)));
  return { ticksPerSecond: entries.get(AT_CLKTCK) || 100, pageSize: entries.get(AT_PAGESZ) || 4096 };
}
