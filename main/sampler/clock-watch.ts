import type { Snapshot } from './snapshot.ts';

/** Three clocks read at the same moment, ms. */
export interface ClockReading {
  /** CLOCK_MONOTONIC: stands still in suspend. */
  readonly monotonic: number;
  /** CLOCK_REALTIME: may be set by anybody. */
  readonly wall: number;
  /** CLOCK_BOOTTIME, from /proc/uptime: counts suspend. Null where it may not be read. */
  readonly boot: number | null;
}

/** Clocks that drift apart by more than this between two samples did not do so by being read one after another. */
const TOLERANCE_MS = 1000;

/**
 * Whether rates between two readings mean anything. After a suspend the boot clock is ahead of the monotonic one (the
 * wall clock too); after a jump only the wall clock differs. A monotonic clock that does not advance is a jump: a
 * restored virtual machine, or two samples at once.
 */
export function judgeClocks(before: ClockReading | null, now: ClockReading): Snapshot['reset'] {
  if (before === null) return 'first';
  const monotonic = now.monotonic - before.monotonic;
  if (!(monotonic > 0)) return 'clock-jump';
  const boot = now.boot === null || before.boot === null ? null : now.boot - before.boot;
  if (boot !== null && boot - monotonic > TOLERANCE_MS) return 'suspend';
  if (Math.abs(now.wall - before.wall - (boot ?? monotonic)) > TOLERANCE_MS) return 'clock-jump';
  return 'none';
}
