/** At most so many interventions in a window: a fault in deciding must not touch the whole machine at once. */

export interface ActionBudget {
  /** Counts one intervention at `now` (monotonic ms); false when the window is full. */
  readonly take: (now: number) => boolean;
}

export function createActionBudget(most = 30, windowMs = 60_000): ActionBudget {
  const taken: number[] = [];
  return {
    take: (now) => {
      while (taken.length > 0 && (taken[0] ?? now) <= now - windowMs) taken.shift();
      if (taken.length >= most) return false;
      taken.push(now);
      return true;
    },
  };
}
