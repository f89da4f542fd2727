import fc from 'fast-check';
import { expect, test } from 'vitest';
import { standingOf } from './budget.ts';

test.each([
  [0, 100, 'fine'],
  [89, 100, 'fine'],
  [90, 100, 'near'],
  [100, 100, 'over'],
  [250, 100, 'over'],
  [0, 0, 'closed'],
  [5, 0, 'closed'],
])('%d of %d is %s', (spent, budget, kind) => {
  expect(standingOf(spent, budget).kind).toBe(kind);
});

test('the ratio is always a number that can be drawn', () => {
  const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
  fc.assert(
    fc.property(amount, fc.oneof(fc.constant(0), fc.double({ min: 0.001, max: 1e9, noNaN: true })), (spent, budget) => {
      const { ratio } = standingOf(spent, budget);
      expect(Number.isFinite(ratio) && ratio >= 0).toBe(true);
    }),
  );
});
