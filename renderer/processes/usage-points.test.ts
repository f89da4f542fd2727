import fc from 'fast-check';
import { expect, test } from 'vitest';
import { longMemory } from '../stores/seen.ts';
import { aProcess } from './rows.test-data.ts';
import { axisTop, usagePoints, usageStep } from './usage-points.ts';

const sighting = (at: number, cpu: number) => ({ at, row: aProcess({ cpu, ioRead: 5 }) });

test('a value holds until the next one was seen', () => {
  const points = usagePoints([sighting(0, 0.1), sighting(3000, 0.2)], 6000);
  expect(points.map(({ at, cpu }) => [at, cpu])).toEqual([
    [0, 0.1],
    [2000, 0.1],
    [4000, 0.2],
    [6000, 0.2],
  ]);
  expect(points[0]?.io).toBe(5);
});

test('a chart never has more than 300 points and never leaves its window', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { maxLength: 50 }), fc.nat(1_000_000), (times, until) => {
      const points = usagePoints(
        times.toSorted((a, b) => a - b).map((at) => sighting(at, 1)),
        until,
      );
      expect(points.length).toBeLessThanOrEqual(longMemory / usageStep + 1);
      for (const { at } of points) expect(at).toBeLessThanOrEqual(until);
    }),
  );
});

test.each([
  [[0.03], 0.1, 0.1],
  [[0.41, null], 0.1, 0.5],
  [[1.2], 0.1, 2],
  [[310e6], 1e6, 500e6],
  [[], 1000, 1000],
])('an axis of %j and at least %s ends at %s', (values, least, top) => {
  expect(axisTop(values, least)).toBeCloseTo(top, 6);
});
