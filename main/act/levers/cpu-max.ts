import type { UnitLever } from './lever.ts';
import { UNSET, unset } from './unset.ts';

const MICROSECONDS = 1_000_000;

/** A quota as a ratio of one CPU: `0.5`. The kernel wants `quota period` in microseconds, `max` without one. */
export const cpuMax: UnitLever = {
  lever: 'cpuMax',
  property: 'CPUQuotaPerSecUSec',
  controller: 'cpu',
  file: 'cpu.max',
  format: (value) => (value === UNSET ? unset : String(Number(value) / MICROSECONDS)),
  parse: (text) => (text === unset ? UNSET : BigInt(Math.round(Number(text) * MICROSECONDS))),
  // `50000 100000`: quota and period
  shows: (content) => !content.startsWith('max'),
};
