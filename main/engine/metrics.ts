/** One second of the machine and of ourselves, as numbers to keep. Pure. */
import { cpuPressure } from '../policy/facts.ts';
import type { SystemReading } from '../sampler/snapshot.ts';
import type { MetricName } from '../watch/metrics.ts';
import type { OwnCost } from '../watch/own-cost.ts';

interface Second {
  readonly snapshot: { readonly system: SystemReading; readonly costMs: number };
  readonly own: OwnCost;
}

/** @param treated apps under treatment */
export const metricsOf = (
  { snapshot: { system, costMs }, own }: Second,
  treated: number,
): Readonly<Partial<Record<MetricName, number>>> => ({
  // the kernel's own average, as the status says it, so that a chart can go on where its history ends
  'cpu.pressure': system.pressure?.cpuSome.avg10 ?? cpuPressure(system),
  'memory.pressure': system.pressure?.memorySome.avg10 ?? 0,
  'io.pressure': system.pressure?.ioSome.avg10 ?? 0,
  'cpu.busy': system.cpuBusy,
  'memory.available': system.memoryAvailable,
  'own.cpu': own.cpu,
  'own.memory': own.memory,
  'sampler.cost': costMs,
  'apps.treated': treated,
});
