/**
 * How much one source may say in a day. A flood of answers about one program, by a person in a rage or by something
 * that clicks for them, must not drown what was said before, nor push older versions of the model out. Pure.
 */
import type { Sample } from './sample.ts';

const dayMs = 86_400_000;

/** Samples that count within 24 hours. */
const mostOfProgram = 3;
const mostOfCategory = 16;
const mostOfAll = 64;

export type Source = Pick<Sample, 'programKey' | 'category' | 'at'>;

/** Whether one more from this source may be learned, beside those that were. */
export function mayCount(one: Source, learned: readonly Source[]): boolean {
  const lately = learned.filter(({ at }) => Math.abs(one.at - at) < dayMs);
  if (lately.length >= mostOfAll) return false;
  const kin = lately.filter(({ category }) => category === one.category);
  return (
    kin.length < mostOfCategory && kin.filter(({ programKey }) => programKey === one.programKey).length < mostOfProgram
  );
}
