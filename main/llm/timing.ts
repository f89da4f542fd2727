/** Every wait of the model side in one place, in ms. Tests shorten them; nobody else changes them. */
export const timing = {
  /** How long the first unknown program waits for company. */
  collect: 500,
  /** An answer of `reachable` is trusted that long. */
  reachableFor: 60_000,
  /** No server on this machine or nearby takes longer to say that it is there. */
  probe: 2_000,
  /** After a failure that may pass; doubled each time. */
  backoff: 2_000,
  backoffMost: 60_000,
  /** Failures in a row that open the circuit breaker, and for how long; doubled each time. */
  breakerFailures: 3,
  breakerOpen: 30_000,
  breakerOpenMost: 15 * 60_000,
  /** After a refusal that only a change of settings can mend. */
  rejected: 15 * 60_000,
  /** A program the model left out is asked about again after that long; four times longer each time. */
  again: 60_000,
  againMost: 6 * 3_600_000,
  /** Verdicts are kept that long; those the model was unsure of, shorter. */
  keep: 30 * 86_400_000,
  keepUnsure: 3 * 86_400_000,
};

export type Timing = Readonly<typeof timing>;
