/** When a policy in shadow began to hold for a program: a whole afternoon of indexing is one occasion, not thousands. */

export interface Occasions {
  /** True the first time, and again after it did not hold for a while. */
  readonly isNew: (policyId: string, programKey: string) => boolean;
}

/** Checks are 5 to 30 s apart, and what is busy pauses now and then. ms. */
const gap = 5 * 60_000;

/** Pairs that are remembered. */
const most = 20_000;

/** @param now epoch ms */
export function createOccasions(now: () => number): Occasions {
  const last = new Map<string, number>();
  return {
    isNew: (policyId, programKey) => {
      const key = `${policyId}\n${programKey}`;
      const at = now();
      const before = last.get(key);
      if (before === undefined && last.size >= most) last.clear();
      last.set(key, at);
      return before === undefined || at - before > gap;
    },
  };
}
