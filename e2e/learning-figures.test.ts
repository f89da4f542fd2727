/** Numbers that the Learning view shows beside what the engine said, held against what the engine goes by. */
import { expect, test } from 'vitest';
import { nextStrategy, startStrategy } from '../main/learn/strategy.ts';
import type { StrategyFigures } from '../main/learn/strategy.ts';
import { batchSize } from '../main/learn/train.ts';
import { miniBatch } from '../renderer/learning/mini-batch.ts';
import { strategyLimits } from '../renderer/learning/strategy-limits.ts';

const fine: StrategyFigures = {
  decisionMs: 10,
  wronglyHit: { hits: 0, of: 1_000 },
  stability: { value: 1, of: 1_000 },
};
const hour = 3_600_000;
const steps = (figures: Partial<StrategyFigures>): boolean =>
  nextStrategy(startStrategy('aggressive', 0), { ...fine, ...figures }, hour).current !== 'aggressive';
const { decisionMs, wronglyHit, stability } = strategyLimits;

test.each([
  ['time to decide', { decisionMs: decisionMs.limit }, { decisionMs: decisionMs.limit + 1 }],
  [
    'wrong hits',
    { wronglyHit: { hits: wronglyHit.limit * 1_000, of: 1_000 } },
    { wronglyHit: { hits: wronglyHit.limit * 1_000 + 1, of: 1_000 } },
  ],
  [
    'stability',
    { stability: { value: stability.limit, of: 1_000 } },
    { stability: { value: stability.limit - 0.01, of: 1_000 } },
  ],
])('the limit of %s is where the engine steps back', (_, at, beyond) => {
  expect([steps(at), steps(beyond)]).toEqual([false, true]);
});

test('as many thumbs make a lesson as the view says', () => {
  expect(miniBatch).toBe(batchSize);
});
