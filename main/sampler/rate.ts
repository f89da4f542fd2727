/**
 * Units per second between two readings of a counter. A counter that went backwards gives 0, one that is missing in
 * either reading null; never negative, infinite or NaN.
 */
export function rate(before: number | null, now: number | null, seconds: number): number | null {
  if (before === null || now === null || !(seconds > 0)) return null;
  return Math.max(0, now - before) / seconds;
}

/** The share of `busy` in `busy + idle`, 0 to 1; 0 when no time has passed or a counter went backwards. */
export function share(busy: number, idle: number): number {
  const whole = Math.max(0, busy) + Math.max(0, idle);
  return whole > 0 ? Math.max(0, busy) / whole : 0;
}
