/**
 * cpu.weight of cgroups (cgroup-v2.rst), for whoever looks at a table of them. A weight changes when a person or a tool
 * sets it, so a value some seconds old is as good; and a tick reads few of them, so that a machine of a thousand units
 * is read in over several.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CpuWeights {
  /**
   * A table is made: it may read {@link readsPerTick} files. Those it waited for longest come first, and what nobody
   * asked for in the last one is forgotten.
   */
  readonly begin: () => void;
  /** 1-10000 of a cgroup's path; null where it has none, or where its turn has not come yet. */
  readonly of: (path: string) => number | null;
}

const readsPerTick = 32;
/** ms for which a value counts. */
const freshFor = 5_000;

interface Known {
  weight: number | null;
  readAt: number;
  asked: boolean;
}

/** @param monotonic ms */
export function createCpuWeights(monotonic: () => number, root = '/sys/fs/cgroup'): CpuWeights {
  const known = new Map<string, Known>();
  let left = readsPerTick;
  const read = (path: string, one: Known): void => {
    left -= 1;
    one.weight = readWeight(join(root, path, 'cpu.weight'));
    one.readAt = monotonic();
  };
  return {
    begin: () => {
      left = readsPerTick;
      const now = monotonic();
      for (const [path, { asked }] of known) if (!asked) known.delete(path);
      const old = [...known].filter(([, { readAt }]) => now - readAt >= freshFor);
      old.sort(([, a], [, b]) => a.readAt - b.readAt);
      for (const [path, one] of old.slice(0, readsPerTick)) read(path, one);
      for (const one of known.values()) one.asked = false;
    },
    of: (path) => {
      const one = known.get(path) ?? { weight: null, readAt: -Infinity, asked: true };
      known.set(path, one);
      one.asked = true;
      if (left > 0 && one.readAt === -Infinity) read(path, one);
      return one.weight;
    },
  };
}

/** Null without the cpu controller, on cgroup v1, and for a cgroup that has gone. */
function readWeight(file: string): number | null {
  try {
    const weight = Number(readFileSync(file, 'latin1'));
    return Number.isInteger(weight) && weight >= 1 && weight <= 10_000 ? weight : null;
  } catch {
    return null;
  }
}
