/**
 * Did it help? Run delay of the app that waited, CPU pressure and the target's CPU, before and about 30 s after.
 * Worse than noise is a reason to give everything back. Pure.
 */
import type { Effect } from '../../contract/decision.ts';

/** One second of the machine as an intervention sees it. */
export interface EffectReading {
  /** ms per second that the waiting app waited for a CPU; null when there is none or it was not read. */
  readonly runDelay: number | null;
  /** Per cent of time. */
  readonly cpuPressure: number;
  /** Ratio of one CPU. */
  readonly targetCpu: number;
}

/** Readings looked at on each side, one a second. */
export const effectWindow = 10;
/** ms between applying and measuring. */
export const effectDelayMs = 30_000;

/** Run delay must grow by at least this (ms/s), and by half, before it counts as worse: schedulers are noisy. */
const smallestHarm = 5;

interface Series {
  readonly mean: number;
  readonly deviation: number;
}

export function measureEffect(
  before: readonly EffectReading[],
  after: readonly EffectReading[],
  measuredAt: number,
): Effect {
  const delayBefore = series(before.map((one) => one.runDelay).filter((value) => value !== null));
  const delayAfter = series(after.map((one) => one.runDelay).filter((value) => value !== null));
  const metrics = [
    metric('run delay', 'ms/s', delayBefore, delayAfter),
    metric(
      'cpu pressure',
      '% of time',
      series(before.map((one) => one.cpuPressure)),
      series(after.map((one) => one.cpuPressure)),
    ),
    metric(
      'cpu of the app',
      'ratio of one CPU',
      series(before.map((one) => one.targetCpu)),
      series(after.map((one) => one.targetCpu)),
    ),
  ].filter((found) => found !== null);
  return { measuredAt, verdict: verdictOf(delayBefore, delayAfter), metrics };
}

function verdictOf(before: Series | null, after: Series | null): Effect['verdict'] {
  if (!before || !after) return 'unmeasurable';
  const noise = noiseOf(before, after);
  const change = after.mean - before.mean;
  if (change > Math.max(noise, smallestHarm) && after.mean > before.mean * 1.5) return 'worse';
  if (change < -noise) return 'better';
  return 'noise';
}

/** Two deviations of the noisier side, or a fifth of the value before, whichever is more. */
const noiseOf = (before: Series, after: Series): number =>
  Math.max(2 * Math.max(before.deviation, after.deviation), 0.2 * Math.abs(before.mean));

function metric(
  name: string,
  unit: string,
  before: Series | null,
  after: Series | null,
): Effect['metrics'][number] | null {
  if (!before || !after) return null;
  return { metric: name, unit, before: before.mean, after: after.mean, noise: noiseOf(before, after) };
}

/** Null with fewer than three readings: too few to tell noise from effect. */
function series(values: readonly number[]): Series | null {
  if (values.length < 3) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
