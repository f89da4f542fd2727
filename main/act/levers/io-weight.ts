import type { UnitLever } from './lever.ts';
import { plainNumber } from './unset.ts';

/** Share of the disk: 1 .. 10000. Stock user managers are not given the io controller: then there is no file. */
export const ioWeight: UnitLever = {
  lever: 'ioWeight',
  property: 'IOWeight',
  controller: 'io',
  file: 'io.weight',
  ...plainNumber,
  // `default 100`, then a line for each device
  shows: (content, value) => /^(?:default )?(\d+)/.exec(content)?.[1] === value,
};
