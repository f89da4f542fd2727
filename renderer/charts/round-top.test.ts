import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundTop } from './round-top.ts';

test.each([
  [0, 1],
  [1, 1],
  [0.019, 0.02],
  [30_780, 50_000],
  [51_000, 100_000],
])('an axis for values up to %d ends at %d', (highest, top) => {
  expect(roundTop(highest)).toBeCloseTo(top, 9);
});

test('nothing stands out above it, and it is never more than two and a half times too high', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (highest) => {
      const top = roundTop(highest);
      expect(top).toBeGreaterThanOrEqual(highest);
      expect(top).toBeLessThanOrEqual(highest * 2.5 * (1 + 1e-9));
    }),
  );
});
