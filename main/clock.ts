/** Time as a dependency, so that a recorded session can be replayed. */
export interface Clock {
  /** Wall clock, epoch ms. May jump. */
  readonly now: () => number;
  /** Monotonic clock in ms, not counting suspend (CLOCK_MONOTONIC). */
  readonly monotonic: () => number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** Releases a timer, a subscription or a resource. Calling it twice is harmless. */
export type Dispose = () => void;
