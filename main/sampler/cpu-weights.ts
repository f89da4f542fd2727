/**
 * cpu.weight of cgroups (cgroup-v2.rst), for whoever looks at a table of them. A weight changes when a person or a tool
 * sets it, so a value some seconds old is as good; and a tick reads few of them, so that a machine of a thousand units
 * is read in over several.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface CpuWeights {
  /** A table is made: it may read {@link readsPerTick} files, and what nobody asked for in the last one is forgotten. */
  readonly begin: () => void;
  /** 1-10000 of a cgroup's path; null where it has none, or where its turn has not come yet. */
  readonly of: (path: string) => number | null;
}

const readsPerTick = 32;
/** ms for which a value counts. */
const freshFor = 5_000;

interface Known {
  readonly weight: number | null;
  readonly readAt: number;
  asked: boolean;
}

/** @param monotonic ms */
export function createCpuWeights(monotonic: () => number, root = '/sys/fs/cgroup'): CpuWeights {
  const known = new Map<string, Known>();
  let left = readsPerTick;
  return {
    begin: () => {
      left = readsPerTick;
      for (const [path, one] of known) {
        if (one.asked) one.asked = false;
        else known.delete(path);
      }
    },
    of: (path) => {
      const now = monotonic();
      const found = known.get(path);
      if (found !== undefined) found.asked = true;
      if (left === 0 || (found !== undefined && now - found.readAt < freshFor)) return found?.weight ?? null;
      left -= 1;
      const weight = readWeight(join(root, path, 'cpu.weight'));
      known.set(path, { weight, readAt: now, asked: true });
      return weight;
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
