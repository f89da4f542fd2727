import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aProcess } from './rows.test-data.ts';
import { sparkBox, sparkPath } from './sparkline.ts';

const sighting = (at: number, cpu: number) => ({ at, row: aProcess({ cpu }) });

test('a line steps where the value changed and ends now', () => {
  expect(sparkPath([sighting(0, 0), sighting(30_000, 1)], 60_000)).toBe('M0 15.5H30V0.5H60');
});

test('what did not change in the last minute is no line', () => {
  expect(sparkPath([], 60_000)).toBe('');
  expect(sparkPath([sighting(0, 1)], 60_000)).toBe('');
  expect(sparkPath([sighting(0, 1), sighting(1000, 0)], 61_000)).toBe('');
});

test('noise below a tenth of a CPU stays near the ground', () => {
  const path = sparkPath([sighting(0, 0), sighting(1000, 0.01)], 2000);
  expect(path).toBe('M58 15.5H59V14H60');
});

test('no line leaves its box', () => {
  const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.double({ min: 0, max: 64, noNaN: true })));
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 200_000 }), (points, at) => {
      const path = sparkPath(
        points.toSorted(([a], [b]) => a - b).map(([time, cpu]) => sighting(time, cpu)),
        at,
      );
      for (const number of path.match(/-?[\d.]+/g) ?? []) {
        expect(Number(number)).toBeGreaterThanOrEqual(0);
        expect(Number(number)).toBeLessThanOrEqual(sparkBox.width);
      }
    }),
  );
});
