import type { Sighting } from '../stores/seen.ts';
import { longMemory } from '../stores/seen.ts';
import { ioOf } from './process-list.ts';

/** What a chart draws of a moment; null where it was not read. */
export interface UsagePoint {
  /** Epoch ms. */
  readonly at: number;
  readonly cpu: number;
  readonly memory: number;
  readonly io: number | null;
}

/** ms between two points: 150 in five minutes. */
export const usageStep = 2_000;

/** A row every two seconds of the five minutes before `until`, as far back as the page saw it. Oldest first. */
export function usagePoints(sightings: readonly Sighting[], until: number): readonly UsagePoint[] {
  const points: UsagePoint[] = [];
  const first = sightings[0]?.at;
  if (first === undefined) return points;
  let index = sightings.length - 1;
  for (let at = until; at >= Math.max(first, until - longMemory); at -= usageStep) {
    while ((sightings[index]?.at ?? 0) > at) index -= 1;
    const row = sightings[index]?.row;
    if (row !== undefined) points.push({ at, cpu: row.cpu, memory: row.memory, io: ioOf(row) });
  }
  return points.reverse();
}

/** Where an axis ends that shows all of `values`: 1, 2 or 5 times a power of ten, and no less than `least`. */
export function axisTop(values: readonly (number | null)[], least: number): number {
  const most = Math.max(least, ...values.map((value) => value ?? 0));
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((step) => step * power >= most * 0.999) ?? 10) * power;
}
