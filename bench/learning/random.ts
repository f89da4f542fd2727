/** Randomness that is the same on every machine, and the same for every way of deciding: it is drawn by place, not by turn. */

/** mulberry32's finaliser over a hash of the places: a number in [0, 1). */
export function drawAt(...places: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const place of places) {
    state = Math.imul(state ^ (place + 0x6d2b79f5), 0x85ebca6b);
    state = (state ^ (state >>> 13)) + 0x6d2b79f5;
  }
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

/** One of the choices, by weight. */
export function pickAt<T>(choices: readonly (readonly [T, number])[], draw: number): T {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  let left = draw * total;
  const found = choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1);
  if (!found) throw new Error('nothing to choose from');
  return found[0];
}
