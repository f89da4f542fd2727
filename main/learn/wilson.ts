/** A share of cases with the interval that so few or so many of them allow. Pure. */
import type { Rate } from '../../contract/learning.ts';

/** Standard normal quantile of 0.975: two-sided 95 %. */
const deviations = 1.959964;

/** Wilson score interval (Wilson 1927): unlike the usual one it stays within 0 and 1 and holds for few cases too. */
export function rateOf(hits: number, of: number): Rate {
  if (of <= 0) return { value: null, low: null, high: null, of: 0 };
  const share = hits / of;
  const square = deviations ** 2;
  const middle = share + square / (2 * of);
  const reach = deviations * Math.sqrt((share * (1 - share)) / of + square / (4 * of ** 2));
  const bound = (value: number): number => Math.min(1, Math.max(0, value / (1 + square / of)));
  return {
    value: share,
    low: Math.min(share, bound(middle - reach)),
    high: Math.max(share, bound(middle + reach)),
    of,
  };
}
