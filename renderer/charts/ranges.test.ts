import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeNames, ranges, ticksOf } from './ranges.ts';

test.each(rangeNames)('%s is drawn with at most 300 points and a handful of time marks', (name) => {
  const { length, step, tick } = ranges[name];
  expect(length / step).toBeLessThanOrEqual(300);
  expect(length / tick).toBeGreaterThanOrEqual(5);
  expect(length / tick).toBeLessThanOrEqual(7);
});

test('time marks lie in the range, in order, at round local times', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...rangeNames), (from, name) => {
      const { length, tick } = ranges[name];
      const ticks = ticksOf(from, from + length, tick);
      expect(ticks.length).toBeGreaterThanOrEqual(5);
      for (const [index, at] of ticks.entries()) {
        expect(at).toBeGreaterThanOrEqual(from);
        expect(at).toBeLessThanOrEqual(from + length);
        expect(at).toBeGreaterThan(ticks[index - 1] ?? -1);
        expect(new Date(at).getSeconds()).toBe(0);
      }
    }),
  );
});

test('the marks of a week are its midnights', () => {
  const noon = new Date(2026, 10, 20, 12).getTime();
  const ticks = ticksOf(noon, noon + ranges.week.length, ranges.week.tick);
  expect(ticks.map((at) => new Date(at).getHours())).toEqual([0, 0, 0, 0, 0, 0, 0]);
});
