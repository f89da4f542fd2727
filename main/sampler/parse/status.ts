import { numberBehind } from './keyed.ts';

/** Voluntary context switches of the thread whose /proc/.../status this is; null before Linux 2.6.23. */
export function parseVoluntarySwitches(bytes: Buffer, length: number): number | null {
  return numberBehind(bytes, length, 'voluntary_ctxt_switches:');
}
