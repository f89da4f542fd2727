/** What BrainKernel itself costs: CPU over the last ten seconds and resident memory, against its own budget. */

/** Ratio of one CPU above which the sampling slows down. */
const cpuBudget = 0.05;
const windowMs = 10_000;

export interface OwnCost {
  /** Ratio of one CPU over the last 10 s. */
  readonly cpu: number;
  /** Resident bytes. */
  readonly memory: number;
  readonly overBudget: boolean;
}

export interface OwnCostMeter {
  /** @param now monotonic ms */
  readonly read: (now: number) => OwnCost;
}

export function createOwnCostMeter(
  cpuUsage: () => NodeJS.CpuUsage = () => process.cpuUsage(),
  memory: () => number = () => process.memoryUsage.rss(),
): OwnCostMeter {
  const readings: { readonly at: number; readonly cpuMs: number }[] = [];
  return {
    read: (now) => {
      const { user, system } = cpuUsage();
      readings.push({ at: now, cpuMs: (user + system) / 1000 });
      while (readings.length > 2 && now - (readings[1]?.at ?? now) >= windowMs) readings.shift();
      const [oldest] = readings;
      const newest = readings.at(-1);
      const elapsed = oldest && newest ? newest.at - oldest.at : 0;
      const cpu = oldest && newest && elapsed > 0 ? (newest.cpuMs - oldest.cpuMs) / elapsed : 0;
      return { cpu, memory: memory(), overBudget: elapsed >= windowMs * 0.9 && cpu > cpuBudget };
    },
  };
}
