import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rate } from '../../contract/learning.ts';
import { rateOf } from './wilson.ts';

test('one in twenty of a hundred cases has the interval of the tables', () => {
  const { value, low, high } = rateOf(5, 100);
  expect(value).toBe(0.05);
  expect(low).toBeCloseTo(0.0215, 4);
  expect(high).toBeCloseTo(0.1118, 4);
});

test('without cases nothing is known', () => {
  expect(rateOf(0, 0)).toEqual({ value: null, low: null, high: null, of: 0 });
});

test('the interval holds the value, lies within nought and one, and narrows with more cases', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
      const hits = Math.round(share * of);
      const found = rate.parse(rateOf(hits, of));
      const { value, low, high } = { value: found.value ?? -1, low: found.low ?? -1, high: found.high ?? -1 };
      expect(low <= value && value <= high).toBe(true);
      const more = rateOf(hits * 4, of * 4);
      expect((more.high ?? 0) - (more.low ?? 0)).toBeLessThan(high - low);
    }),
  );
});
