import { shortMemory } from '../stores/seen.ts';
import type { Sighting } from '../stores/seen.ts';

/** The box of a sparkline: a second is one unit wide. */
export const sparkBox = { width: shortMemory / 1000, height: 16 } as const;

/** A line seldom fills the box with less than a tenth of a CPU: noise stays flat. */
const least = 0.1;
const round = (value: number): number => Math.round(value * 10) / 10;

/**
 * CPU over the minute before `at` as the path of a step line in {@link sparkBox}; empty when nothing changed in it. The
 * box is as high as the most that was seen.
 */
export function sparkPath(sightings: readonly Sighting[], at: number): string {
  const shown = sightings.filter((sighting) => sighting.at <= at);
  const last = shown.at(-1);
  if (shown.length < 2 || last === undefined || at - last.at >= shortMemory) return '';
  const most = Math.max(least, ...shown.map(({ row }) => row.cpu));
  const x = (time: number) => round(Math.max(0, sparkBox.width - (at - time) / 1000));
  // half a unit of room at either end, so that the stroke is not cut
  const y = (cpu: number) => round(0.5 + (sparkBox.height - 1) * (1 - cpu / most));
  const [first, ...others] = shown.map(({ at: time, row }) => [x(time), y(row.cpu)] as const);
  if (first === undefined) return '';
  return `M${first.join(' ')}${others.map(([time, cpu]) => `H${time}V${cpu}`).join('')}H${sparkBox.width}`;
}
