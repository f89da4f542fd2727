/** How far back a chart goes, in how long steps, and where its time axis has marks. */
export interface Range {
  /** ms */
  readonly length: number;
  /** ms; `length / step` is at most 300, which a chart draws without effort. */
  readonly step: number;
  /** ms between two marks of the axis; a day's are at local midnight. */
  readonly tick: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const ranges = {
  minutes: { length: 10 * minute, step: 2_000, tick: 2 * minute },
  hour: { length: hour, step: 12_000, tick: 10 * minute },
  day: { length: day, step: 5 * minute, tick: 4 * hour },
  week: { length: 7 * day, step: hour, tick: day },
} as const satisfies Readonly<Record<string, Range>>;

export type RangeName = keyof typeof ranges;
export const rangeNames = ['minutes', 'hour', 'day', 'week'] as const satisfies readonly RangeName[];

/** The marks of a time axis in [from, to], epoch ms, at round local times. */
export function ticksOf(from: number, to: number, every: number): readonly number[] {
  const ticks: number[] = [];
  const start = new Date(from);
  const midnight = new Date(start.getFullYear(), start.getMonth(), start.getDate());
  // from local midnight on, because hours of the zone are not hours of the epoch everywhere
  const first = every >= day ? 0 : Math.ceil((from - midnight.getTime()) / every);
  for (let index = first; ; index += 1) {
    const at =
      every >= day
        ? new Date(midnight.getFullYear(), midnight.getMonth(), midnight.getDate() + index).getTime()
        : midnight.getTime() + index * every;
    if (at > to) return ticks;
    if (at >= from) ticks.push(at);
  }
}
