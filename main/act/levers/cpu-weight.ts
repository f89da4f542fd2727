import type { UnitLever } from './lever.ts';
import { plainNumber } from './unset.ts';

/** Share of the CPU among the units beside it: 1 .. 10000, 100 where nothing is set. */
export const cpuWeight: UnitLever = {
  lever: 'cpuWeight',
  property: 'CPUWeight',
  controller: 'cpu',
  file: 'cpu.weight',
  ...plainNumber,
  shows: (content, value) => content.trim() === value,
};
