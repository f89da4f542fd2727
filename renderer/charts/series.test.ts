import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extentOf, rowsOf, since, stepsOf, topOf, withReading } from './series.ts';
import type { Steps } from './series.ts';

const names = ['cpu', 'io'] as const;
type Name = (typeof names)[number];
const step = 12_000;
const none: Steps<Name> = new Map();

const read = (steps: Steps<Name>, at: number, cpu: number): Steps<Name> =>
  withReading(steps, names, step, at, { cpu, io: 0 });

test('readings of one step become its mean', () => {
  const steps = read(read(read(none, 0, 10), 11_999, 20), 12_000, 50);
  expect(rowsOf(steps, names, step, 0, 24_000)).toEqual([
    { at: 0, cpu: 15, io: 0 },
    { at: 12_000, cpu: 50, io: 0 },
  ]);
});

test('a history that ends inside of a step is completed by what follows', () => {
  // eight seconds at 10 were recorded when it was asked; four seconds at 40 come after
  const history = stepsOf({ cpu: [[0, 10]], io: [[0, 0]] }, names, step, 8_000);
  const steps = [8_500, 9_500, 10_500, 11_500].reduce((all, at) => read(all, at, 40), history);
  expect(rowsOf(steps, names, step, 0, 12_000)[0]?.cpu).toBeCloseTo((8 * 10 + 4 * 40) / 12, 9);
});

test('wherever a history ends, the curve is the one of all readings', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(100), { minLength: 40, maxLength: 60 }),
      fc.integer({ min: 1, max: 39 }),
      (values, cut) => {
        const whole = values.reduce((all, value, second) => read(all, second * 1_000, value), none);
        const recorded = values.slice(0, cut).reduce((all, value, second) => read(all, second * 1_000, value), none);
        const means = rowsOf(recorded, names, step, 0, 60_000).map(({ at, cpu }) => [at, cpu ?? -1] as const);
        const history = stepsOf({ cpu: means, io: means }, names, step, cut * 1_000);
        const continued = values
          .slice(cut)
          .reduce((all, value, index) => read(all, (cut + index) * 1_000, value), history);
        const curve = (steps: Steps<Name>) => rowsOf(steps, names, step, 0, 60_000).map(({ cpu }) => cpu ?? -1);
        for (const [index, value] of curve(whole).entries()) expect(curve(continued)[index]).toBeCloseTo(value, 9);
      },
    ),
  );
});

describe('gaps', () => {
  test('a step that is missing is an empty row, so that no line is drawn across', () => {
    const rows = rowsOf(read(read(none, 0, 1), 36_000, 2), names, step, 0, 48_000);
    expect(rows).toEqual([
      { at: 0, cpu: 1, io: 0 },
      { at: 12_000, cpu: null, io: null },
      { at: 36_000, cpu: 2, io: 0 },
    ]);
  });

  test('steps that follow each other have none, nor have readings a few seconds apart in short steps', () => {
    expect(rowsOf(read(read(none, 0, 1), 12_000, 2), names, step, 0, 24_000)).toHaveLength(2);
    const short = withReading(withReading(none, names, 2_000, 0, { cpu: 1, io: 1 }), names, 2_000, 6_000, {
      cpu: 2,
      io: 2,
    });
    expect(rowsOf(short, names, 2_000, 0, 10_000)).toHaveLength(2);
  });

  test('rows are in order, inside of the range, and never two empty ones in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(600_000)), fc.nat(300_000), fc.nat(300_000), (moments, from, length) => {
        const steps = moments.reduce((all, at) => read(all, at, 1), none);
        const rows = rowsOf(steps, names, step, from, from + length);
        for (const [index, row] of rows.entries()) {
          const before = rows[index - 1];
          expect(row.at).toBeGreaterThanOrEqual(from);
          expect(row.at).toBeLessThan(from + length);
          if (before === undefined) continue;
          expect(row.at).toBeGreaterThan(before.at);
          expect(row.cpu === null && before.cpu === null).toBe(false);
        }
      }),
    );
  });
});

test('what is too old is forgotten', () => {
  expect([...since(read(read(none, 0, 1), 24_000, 1), 12_000).keys()]).toEqual([24_000]);
});

test('lowest and highest leave the gaps out', () => {
  const rows = rowsOf(read(read(none, 0, 3), 60_000, 7), names, step, 0, 72_000);
  expect(extentOf(rows, 'cpu')).toEqual({ low: 3, high: 7 });
  expect(extentOf([], 'cpu')).toBeNull();
});

test.each([
  [0, 10],
  [10, 10],
  [10.1, 20],
  [49, 50],
  [51, 100],
])('an axis for values up to %d ends at %d', (highest, top) => {
  expect(topOf(rowsOf(read(none, 0, highest), names, step, 0, step), names)).toBe(top);
});
