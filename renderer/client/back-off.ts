/**
 * How long to wait before try number `attempt` (from 0), in ms: doubling from 1 s to 30 s, spread by a quarter so that
 * several pages do not come back in the same instant. `random` is in [0, 1).
 */
export function backOff(attempt: number, random: number): number {
  const base = Math.min(30_000, 1000 * 2 ** Math.min(attempt, 10));
  return Math.round(base * (0.875 + random / 4));
}
