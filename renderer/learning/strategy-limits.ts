/** The figures that the strategy follows, and where each of them makes it another one. Pure. */
import type { StrategyState } from '../../contract/learning.ts';

export type FigureName = keyof StrategyState['figures'];
export const figureNames = ['decisionMs', 'wronglyHit', 'stability'] as const satisfies readonly FigureName[];

/** ms, ratio 0-1, ratio 0-1. */
export const strategyLimits = {
  decisionMs: { limit: 3_000, side: 'atMost' },
  wronglyHit: { limit: 0.05, side: 'atMost' },
  stability: { limit: 0.8, side: 'atLeast' },
} as const satisfies Readonly<Record<FigureName, { readonly limit: number; readonly side: 'atMost' | 'atLeast' }>>;

/** Whether a figure lies on the good side of its limit. */
export function keeps(name: FigureName, value: number): boolean {
  const { limit, side } = strategyLimits[name];
  return side === 'atMost' ? value <= limit : value >= limit;
}
