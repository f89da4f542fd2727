import type { Decision } from '../../contract/decision.ts';

/** Whether a decision changes something at this moment. What was ended is over. */
export const isHeld = ({ status, action }: Decision): boolean =>
  status === 'applied' && action !== 'none' && action !== 'end';

/**
 * CPU of the app before it was treated, as a ratio of one CPU: measured with the effect, until then as it was decided
 * on. Null when neither says.
 */
export function cpuBefore({ effect, evidence }: Decision): number | null {
  const measured = effect?.metrics.find(({ metric }) => metric === 'cpu of the app');
  if (measured !== undefined) return measured.before;
  const found = evidence.find(({ metric, unit }) => metric === 'cpu over 5 s' && unit === '% of one CPU');
  return typeof found?.value === 'number' ? found.value / 100 : null;
}

/** How long whoever waited had to wait, in ms per second; null when it was not measured. */
export function waitOf({ effect }: Decision): { readonly before: number; readonly after: number } | null {
  return effect?.metrics.find(({ metric }) => metric === 'run delay') ?? null;
}
