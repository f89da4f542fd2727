import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagonal, inverseForm } from './matrix.ts';

const value = fc.double({ min: -3, max: 3, noNaN: true });
const vector = fc.array(value, { minLength: 4, maxLength: 4 });

test('under a diagonal precision the variances of the parts add up', () => {
  fc.assert(
    fc.property(
      vector,
      fc.array(fc.double({ min: 0.1, max: 9, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (x, d) => {
        const expected = x.reduce((sum, each, at) => sum + each ** 2 / (d[at] ?? 1), 0);
        expect(inverseForm(diagonal(d), x)).toBeCloseTo(expected, 6);
      },
    ),
  );
});

test('what is told along a direction narrows that direction as Sherman and Morrison say', () => {
  fc.assert(
    fc.property(vector, vector, fc.double({ min: 0, max: 5, noNaN: true }), (x, told, weight) => {
      const matrix = diagonal([1, 1, 1, 1]).map((each, at) => each + weight * (told[Math.floor(at / 4)] ?? 0) * (told[at % 4] ?? 0)); // prettier-ignore
      const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0); // prettier-ignore
      const expected = dot(x, x) - (weight * dot(x, told) ** 2) / (1 + weight * dot(told, told));
      expect(inverseForm(matrix, x)).toBeCloseTo(expected, 6);
    }),
  );
});

test('a matrix that is none counts as no knowledge', () => {
  expect(inverseForm([1, 2, 2, 1], [1, 1])).toBe(Infinity);
  expect(inverseForm([NaN, 0, 0, 1], [1, 1])).toBe(Infinity);
});
