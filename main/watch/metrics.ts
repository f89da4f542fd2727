/** One value a second per metric, each with its unit. The store gathers them, so that the disk is not woken every second. */

/** Port of the time-series store. */
export interface MetricStore {
  /** Name, epoch ms, value. */
  readonly append: (points: readonly (readonly [name: string, at: number, value: number])[]) => void;
  /** Averages of [from, to) in steps of `step` seconds, oldest first, as [epoch ms, value]. */
  readonly query: (name: string, from: number, to: number, step: number) => readonly (readonly [number, number])[];
}

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
  /** @param at epoch ms */
  readonly record: (at: number, values: Readonly<Partial<Record<MetricName, number>>>) => void;
}

export function createMetrics(store: Pick<MetricStore, 'append'>): Metrics {
  return {
    record: (at, values) => store.append(Object.entries(values).map(([name, value]) => [name, at, value] as const)),
  };
}
