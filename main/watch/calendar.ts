/** Days and months of the machine's own time zone, as [from, to) in epoch ms. Pure but for the time zone. */

export function todayOf(now: number): [from: number, to: number] {
  const date = new Date(now);
  const from = new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const to = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1);
  return [from.getTime(), to.getTime()];
}

export function monthOf(now: number): [from: number, to: number] {
  const date = new Date(now);
  const from = new Date(date.getFullYear(), date.getMonth(), 1);
  const to = new Date(date.getFullYear(), date.getMonth() + 1, 1);
  return [from.getTime(), to.getTime()];
}

/** The last `count` days, today included, oldest first. A day is 23 to 25 hours long where clocks are changed. */
export function lastDays(now: number, count: number): [from: number, to: number][] {
  const date = new Date(now);
  const midnight = (offset: number) => new Date(date.getFullYear(), date.getMonth(), date.getDate() + offset).getTime();
  return Array.from({ length: count }, (_, index) => [midnight(index + 1 - count), midnight(index + 2 - count)]);
}
