/** Where an axis from 0 ends: the next 1, 2 or 5 times a power of ten from `highest` on; 1 when all is 0. */
export function roundTop(highest: number): number {
  if (!(highest > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 2, 5].map((factor) => factor * power).find((top) => top >= highest) ?? 10 * power;
}
