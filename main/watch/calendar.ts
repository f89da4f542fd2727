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
