/** One value a second per metric, handed to the store in batches so that the disk is not woken every second. */

export interface MetricPoint {
  readonly name: string;
  /** Epoch ms. */
  readonly at: number;
  readonly value: number;
}

/** Port of the time-series store. */
export interface MetricStore {
  readonly append: (points: readonly MetricPoint[]) => void;
  /** Averages of [from, to) in buckets of `step` seconds, oldest first, as [epoch ms, value]. */
  readonly query: (name: string, from: number, to: number, step: number) => readonly (readonly [number, number])[];
}

/** Every metric with its unit. */
export const metricUnits = {
  'cpu.pressure': '% of time',
  'memory.pressure': '% of time',
  'io.pressure': '% of time',
  'cpu.busy': 'ratio of all CPUs',
  'memory.available': 'bytes',
  'own.cpu': 'ratio of one CPU',
  'own.memory': 'bytes',
  'sampler.cost': 'ms of CPU a refresh',
  'apps.treated': 'apps',
  'decision.latency': 'ms',
} as const;
export type MetricName = keyof typeof metricUnits;

export interface Metrics {
  readonly record: (at: number, values: Readonly<Partial<Record<MetricName, number>>>) => void;
  readonly flush: () => void;
}

/** Points kept back before they are written. */
const batch = 200;

export function createMetrics(store: MetricStore): Metrics {
  let pending: MetricPoint[] = [];
  const flush = (): void => {
    if (pending.length === 0) return;
    const points = pending;
    pending = [];
    store.append(points);
  };
  return {
    record: (at, values) => {
      for (const [name, value] of Object.entries(values)) pending.push({ name, at, value });
      if (pending.length >= batch) flush();
    },
    flush,
  };
}
