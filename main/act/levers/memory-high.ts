import type { UnitLever } from './lever.ts';
import { plainNumber } from './unset.ts';

/** Bytes above which the kernel slows the unit down and takes memory back; it is never killed for it. */
export const memoryHigh: UnitLever = {
  lever: 'memoryHigh',
  property: 'MemoryHigh',
  controller: 'memory',
  file: 'memory.high',
  ...plainNumber,
  shows: (content) => content.trim() !== 'max',
};
