import { systemClock } from '../clock.ts';
import type { Clock } from '../clock.ts';
import { judgeClocks } from './clock-watch.ts';
import type { ClockReading } from './clock-watch.ts';
import { DescriptorBudget } from './held-file.ts';
import { readDescriptorLimit, readKernelUnits } from './proc-facts.ts';
import { ProcessTable } from './process-table.ts';
import { Slices } from './slices.ts';
import type { Sampler, Snapshot } from './snapshot.ts';
import { SystemReader } from './system-reader.ts';
import { WatchList } from './watch-list.ts';

export interface SamplerOptions {
  /** Where procfs is mounted, or a recorded tree. */
  readonly procRoot?: string;
  readonly clock?: Clock;
  /** Descriptors of the soft limit left to the rest of the program. */
  readonly descriptorReserve?: number;
}

/** A held stat file costs about 5 KiB of kernel memory (inode, seq_file, a page of buffer). */
const MOST_HELD = 8192;

/** The sampler of this machine: reads procfs directly, without child processes. */
export function createSampler({
  procRoot = '/proc',
  clock = systemClock,
  descriptorReserve = 256,
}: SamplerOptions = {}): Sampler {
  const budget = new DescriptorBudget(Math.min(readDescriptorLimit(procRoot) - descriptorReserve, MOST_HELD));
  const system = new SystemReader(procRoot, budget);
  const table = new ProcessTable(procRoot, budget, readKernelUnits(procRoot));
  const watchList = new WatchList(procRoot, budget);
  const now = (): number => clock.monotonic();
  let clocks: ClockReading | null = null;
  let running: Promise<Snapshot> | null = null;
  let disposed = false;

  async function read(): Promise<Snapshot> {
    const slices = new Slices();
    const before = clocks;
    clocks = { monotonic: now(), wall: clock.now(), boot: system.bootTime() };
    const reset = judgeClocks(before, clocks);
    const elapsedMs = before === null || reset !== 'none' ? null : clocks.monotonic - before.monotonic;
    const machine = system.read(elapsedMs);
    const round = { slices, now, afresh: reset !== 'none', cpus: machine.cpus, forks: system.forks };
    const { started, ended } = await table.refresh(round);
    await watchList.refresh(table, round);
    return {
      at: clocks.monotonic,
      wallTime: clocks.wall,
      elapsedMs,
      reset,
      processes: table.readings,
      started,
      ended,
      system: machine,
      costMs: slices.finish(),
    };
  }

  function close(): void {
    system.close();
    watchList.close();
    table.close();
  }

  return {
    /** Two calls at once share one reading. */
    sample: () => {
      if (disposed) throw new Error('a disposed sampler was asked for a sample');
      running ??= read().finally(() => {
        running = null;
        if (disposed) close();
      });
      return running;
    },
    watch: (pids) => watchList.want(pids),
    /** A reading under way is finished first. */
    dispose: () => {
      if (disposed) return;
      disposed = true;
      if (running === null) close();
    },
  };
}
