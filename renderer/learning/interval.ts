/** Where a share and its interval lie on a line from 0 to 1. Pure. */
import type { Rate } from '../../contract/learning.ts';

export interface Whisker {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const within = (share: number): number => Math.min(1, Math.max(0, share));

/** Null before anything was counted. The value always lies inside of its interval. */
export function whiskerOf({ value, low, high }: Rate): Whisker | null {
  if (value === null) return null;
  const dot = within(value);
  return { value: dot, low: Math.min(dot, within(low ?? dot)), high: Math.max(dot, within(high ?? dot)) };
}
