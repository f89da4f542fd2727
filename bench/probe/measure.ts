/** One run: burners, a treatment, the probe beside them, and what the rest of the machine did meanwhile. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cpuSeconds } from '../sampler/population.ts';
import type { Programs } from './build.ts';
import { busySeconds } from './machine-load.ts';

/** Whether the burners share the probe's session or lead sessions of their own. */
export type Sessions = 'same' | 'other';

/** The probe's own line; see probe.c. */
interface ProbeReading {
  readonly seconds: number;
  /** CPU of the probe itself. */
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly requestsPerSecond: number;
  readonly wakeupUs: Percentiles;
  readonly requestUs: Percentiles;
}

interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

export interface RunReading extends ProbeReading {
  /** CPUs the burners got. */
  readonly burnerCpus: number;
  /** CPUs that went to programs which are no part of the bench; they disturb it. */
  readonly otherCpus: number;
  readonly treatedAfter: number | null;
}

/** What is in force while the probe runs. */
export interface InForce {
  /** A process that belongs to the bench although it is no burner. */
  readonly pid: number | null;
  /** Seconds it took until it was in force on every thread; null for what is in force at once. */
  readonly treatedAfter: number | null;
  readonly end: () => Promise<void>;
}

/** Puts a treatment in force; resolves when it is. */
export type Arm = (launcher: number, burners: readonly number[]) => Promise<InForce> | InForce;

export const inForceUntilTheBurnersEnd: InForce = { pid: null, treatedAfter: null, end: () => Promise.resolve() };

export const untouched: Arm = () => inForceUntilTheBurnersEnd;

/** Throws when anything of it does not start, or does not give back what it changed. Ends all that it started. */
export async function measure(
  programs: Programs,
  sessions: Sessions,
  arm: Arm,
  probeFlags: readonly string[],
): Promise<RunReading> {
  const launcher = spawn(
    process.execPath,
    [join(import.meta.dirname, 'launcher.ts'), sessions, programs.burner, programs.probe, ...probeFlags],
    { stdio: ['pipe', 'pipe', 'inherit'], detached: true },
  );
  const lines = createInterface({ input: launcher.stdout })[Symbol.asyncIterator]();
  try {
    if (launcher.pid === undefined) throw new Error('the launcher could not be started');
    const burners = await nextLine<readonly number[]>(lines);
    const { pid, treatedAfter, end } = await arm(launcher.pid, burners);
    try {
      const burnt = (): number => burners.reduce((sum, burner) => sum + cpuSeconds(burner), 0);
      const ours = (): number => burnt() + (pid === null ? 0 : cpuSeconds(pid));
      const [startedAt, busyBefore, oursBefore, burntBefore] = [performance.now(), busySeconds(), ours(), burnt()];
      launcher.stdin.write('go\n');
      const reading = await nextLine<ProbeReading>(lines);
      const wall = (performance.now() - startedAt) / 1000;
      const others = (busySeconds() - busyBefore - (ours() - oursBefore)) / wall - reading.cpuSeconds / reading.seconds;
      return { ...reading, burnerCpus: (burnt() - burntBefore) / wall, otherCpus: Math.max(0, others), treatedAfter };
    } finally {
      await end();
    }
  } finally {
    await stop(launcher);
  }
}

async function nextLine<T>(lines: AsyncIterator<string>): Promise<T> {
  const line = await lines.next();
  if (line.done === true) throw new Error('the launcher ended before it had answered');
  return JSON.parse(line.value) as T;
}

/** The launcher ends its children when its stdin ends, and then itself. */
async function stop(launcher: ChildProcess): Promise<void> {
  if (launcher.exitCode !== null || launcher.signalCode !== null) return;
  const exited = once(launcher, 'exit');
  launcher.stdin?.end();
  await exited;
}
