/** How spending stands against what a person allows. Pure. */

export interface Standing {
  /** Ratio of the budget; 0 where there is none. */
  readonly ratio: number;
  /** `closed`: the budget is 0, so nothing may be spent at all. */
  readonly kind: 'fine' | 'near' | 'over' | 'closed';
}

/** From here on the end of the budget is near. */
const near = 0.9;

/** `spent` and `budget` in the same unit, neither below 0. */
export function standingOf(spent: number, budget: number): Standing {
  if (budget === 0) return { ratio: 0, kind: 'closed' };
  const ratio = spent / budget;
  return { ratio, kind: ratio >= 1 ? 'over' : ratio >= near ? 'near' : 'fine' };
}
