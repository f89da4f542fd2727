/**
 * CPU and memory of many apps over the last minute, in one pair of typed arrays: a slot per app, a column per sample.
 * All apps are sampled at the same moments, so the moments are kept once.
 */
import type { Behaviour } from './app.ts';

/** Columns of the ring: a minute at one sample a second, with room for a sampler that runs a little fast. */
const columns = 64;
const longWindowSeconds = 60;
const shortWindowSeconds = 5;
const slopeNeedsSeconds = 20;

export interface History {
  /** A slot for a new app; its past is empty. */
  readonly open: () => number;
  readonly close: (slot: number) => void;
  /** Starts the next column. `seconds` is how long the sample covers; the clock of the windows counts these alone. */
  readonly advance: (seconds: number) => void;
  /** One app's sample for the current column: CPU as a ratio of one CPU, resident bytes. */
  readonly record: (slot: number, cpu: number, memory: number) => void;
  readonly trend: (slot: number) => Trend;
}

type Trend = Pick<Behaviour, 'cpu5' | 'cpu60' | 'burstiness' | 'memorySlope'>;

const idle: Trend = { cpu5: 0, cpu60: 0, burstiness: 0, memorySlope: null };
const idleAndSteady: Trend = { cpu5: 0, cpu60: 0, burstiness: 0, memorySlope: 0 };

export function createHistory(): History {
  let cpu = new Float32Array(columns * 64);
  let memory = new Float64Array(columns * 64);
  /** Number of the slot's first sample, of its last that used CPU, and of the last that changed its memory. */
  let first = new Float64Array(64);
  let lastBusy = new Float64Array(64);
  let lastChange = new Float64Array(64);
  const free: number[] = [];
  let slots = 0;
  let sample = 0;
  const lengths = new Float64Array(columns);
  const ends = new Float64Array(columns);
  let clock = 0;
  /** Oldest sample inside the long window. */
  let oldest = 1;

  const grow = (): void => {
    cpu = enlarged(cpu, new Float32Array(cpu.length * 2));
    memory = enlarged(memory, new Float64Array(memory.length * 2));
    first = enlarged(first, new Float64Array(first.length * 2));
    lastBusy = enlarged(lastBusy, new Float64Array(lastBusy.length * 2));
    lastChange = enlarged(lastChange, new Float64Array(lastChange.length * 2));
  };

  const cpuOver = (slot: number, from: number, windowSeconds: number): { mean: number; deviation: number } => {
    let total = 0;
    let squares = 0;
    let seconds = 0;
    for (let at = sample; at >= from; at -= 1) {
      const column = at % columns;
      const length = lengths[column] ?? 0;
      if (seconds + length > windowSeconds * 1.2 && seconds > 0) break;
      const value = cpu[slot * columns + column] ?? 0;
      total += value * length;
      squares += value * value * length;
      seconds += length;
      if (seconds >= windowSeconds) break;
    }
    if (seconds === 0) return { mean: 0, deviation: 0 };
    const mean = total / seconds;
    return { mean, deviation: Math.sqrt(Math.max(0, squares / seconds - mean * mean)) };
  };

  /** Least squares over the samples from `from` on; bytes per second. */
  const slopeOver = (slot: number, from: number): number => {
    const count = sample - from + 1;
    let meanTime = 0;
    let meanMemory = 0;
    for (let at = from; at <= sample; at += 1) {
      meanTime += (ends[at % columns] ?? 0) / count;
      meanMemory += (memory[slot * columns + (at % columns)] ?? 0) / count;
    }
    let above = 0;
    let below = 0;
    for (let at = from; at <= sample; at += 1) {
      const time = (ends[at % columns] ?? 0) - meanTime;
      above += time * ((memory[slot * columns + (at % columns)] ?? 0) - meanMemory);
      below += time * time;
    }
    return below === 0 ? 0 : above / below;
  };

  return {
    open: () => {
      const slot = free.pop() ?? slots++;
      if (slot >= first.length) grow();
      first[slot] = 0;
      return slot;
    },
    close: (slot) => {
      free.push(slot);
    },
    advance: (seconds) => {
      sample += 1;
      clock += seconds;
      lengths[sample % columns] = seconds;
      ends[sample % columns] = clock;
      oldest = Math.max(oldest, sample - columns + 1);
      while (oldest < sample && clock - (ends[oldest % columns] ?? 0) > longWindowSeconds) oldest += 1;
    },
    record: (slot, cpuNow, memoryNow) => {
      const at = slot * columns + (sample % columns);
      const isFirst = first[slot] === 0;
      const before = memory[slot * columns + ((sample + columns - 1) % columns)];
      cpu[at] = cpuNow;
      memory[at] = memoryNow;
      if (isFirst) first[slot] = sample;
      if (isFirst || cpuNow > 0) lastBusy[slot] = cpuNow > 0 ? sample : 0;
      if (isFirst || before !== memoryNow) lastChange[slot] = sample;
    },
    trend: (slot) => {
      const from = Math.max(oldest, first[slot] ?? 0);
      const spanned = clock - (ends[from % columns] ?? 0);
      const longEnough = first[slot] !== 0 && spanned >= slopeNeedsSeconds;
      const steady = (lastChange[slot] ?? 0) <= from;
      // most of a desktop sleeps: no loop for what did nothing in the whole window
      if ((lastBusy[slot] ?? 0) < from) {
        if (!longEnough) return idle;
        if (steady) return idleAndSteady;
      }
      const long = cpuOver(slot, from, longWindowSeconds);
      return {
        cpu5: cpuOver(slot, from, shortWindowSeconds).mean,
        cpu60: long.mean,
        burstiness: long.mean > 0 ? long.deviation / long.mean : 0,
        memorySlope: !longEnough ? null : steady ? 0 : slopeOver(slot, from),
      };
    },
  };
}

function enlarged<T extends Float32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
