import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backOff } from './back-off.ts';

test('tries come further and further apart, up to half a minute', () => {
  expect([0, 1, 2, 3, 4, 5, 6].map((attempt) => backOff(attempt, 0.5))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ]);
});

test('the spread stays within an eighth to either side', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
      const middle = backOff(attempt, 0.5);
      expect(Math.abs(backOff(attempt, random) - middle)).toBeLessThanOrEqual(middle / 8 + 1);
    }),
  );
});
