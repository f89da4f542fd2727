/** Readings gathered into steps of time, and what a chart draws of them. Pure; all times are epoch ms. */

/** One reading of each of the names. */
export type Reading<K extends string> = Readonly<Record<K, number>>;

interface Sum {
  readonly sum: number;
  /** Seconds, or readings, that went into `sum`. */
  readonly weight: number;
}

/** What each step of time gathered so far, by the start of the step. */
export type Steps<K extends string> = ReadonlyMap<number, Readonly<Partial<Record<K, Sum>>>>;

/** One point of every line; null where there is a gap. */
export type Row<K extends string> = { readonly at: number } & Readonly<Record<K, number | null>>;

const plus = (a: Sum | undefined, value: number, weight: number): Sum => ({
  sum: (a?.sum ?? 0) + value * weight,
  weight: (a?.weight ?? 0) + weight,
});

/**
 * Steps from the means a query gave. The last one may have been under way when it was asked, at `until`; it weighs what
 * it had seen of it by then, so that later readings complete it.
 */
export function stepsOf<K extends string>(
  means: Readonly<Record<K, readonly (readonly [at: number, mean: number])[]>>,
  names: readonly K[],
  step: number,
  until: number,
): Steps<K> {
  const steps = new Map<number, Partial<Record<K, Sum>>>();
  for (const name of names)
    for (const [at, mean] of means[name]) {
      const seconds = Math.max(1, Math.min(step, until - at) / 1000);
      steps.set(at, { ...steps.get(at), [name]: plus(undefined, mean, seconds) });
    }
  return steps;
}

/** The steps with one reading more, which stands for a second. */
export function withReading<K extends string>(
  steps: Steps<K>,
  names: readonly K[],
  step: number,
  at: number,
  reading: Reading<K>,
): Steps<K> {
  const start = Math.floor(at / step) * step;
  const gathered: Partial<Record<K, Sum>> = { ...steps.get(start) };
  for (const name of names) gathered[name] = plus(gathered[name], reading[name], 1);
  return new Map(steps).set(start, gathered);
}

/** Two readings further apart than this have a gap between them: the machine slept, or the engine was off. */
const gapOf = (step: number): number => Math.max(1.5 * step, 10_000);

/** The means of the steps that start in [from, to), oldest first, with an empty row inside of every gap. */
export function rowsOf<K extends string>(
  steps: Steps<K>,
  names: readonly K[],
  step: number,
  from: number,
  to: number,
): readonly Row<K>[] {
  const rows: Row<K>[] = [];
  const starts = [...steps.keys()].filter((at) => at >= from && at < to).sort((a, b) => a - b);
  for (const [index, at] of starts.entries()) {
    const before = starts[index - 1];
    if (before !== undefined && at - before > gapOf(step)) rows.push(rowOf(names, before + step, () => null));
    rows.push(
      rowOf(names, at, (name) => {
        const gathered = steps.get(at)?.[name];
        return gathered === undefined ? null : gathered.sum / gathered.weight;
      }),
    );
  }
  return rows;
}

function rowOf<K extends string>(names: readonly K[], at: number, value: (name: K) => number | null): Row<K> {
  const values = Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, number | null>;
  return { at, ...values };
}

/** The steps that are not older than `from`. */
export const since = <K extends string>(steps: Steps<K>, from: number): Steps<K> =>
  new Map([...steps].filter(([at]) => at >= from));

/** Lowest and highest of a line; null when it has no point. */
export function extentOf<K extends string>(
  rows: readonly Row<K>[],
  name: K,
): { readonly low: number; readonly high: number } | null {
  const values = rows.map((row) => row[name]).filter((value) => value !== null);
  return values.length === 0 ? null : { low: Math.min(...values), high: Math.max(...values) };
}

/** Where an axis of per cent ends, so that small values are seen and the axis seldom moves. */
export function topOf<K extends string>(rows: readonly Row<K>[], names: readonly K[]): number {
  const highest = Math.max(0, ...names.map((name) => extentOf(rows, name)?.high ?? 0));
  return [10, 20, 50].find((top) => highest <= top) ?? 100;
}
