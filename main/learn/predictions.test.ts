import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prediction } from './predictions.ts';
import { calibrationError, isDrifting, meanLoss } from './predictions.ts';

const some = (count: number, predicted: number, label: (index: number) => 0 | 1): readonly Prediction[] =>
  Array.from({ length: count }, (_, index) => ({ predicted, label: label(index) }));
const right = some(100, 0.9, (index) => (index % 10 === 0 ? 0 : 1));
const wrong = some(24, 0.9, (index) => (index % 10 === 0 ? 1 : 0));

describe('predictions', () => {
  it('have the loss of a coin when they are one', () => {
    expect(meanLoss(some(10, 0.5, () => 1))).toBeCloseTo(Math.log(2));
    expect(meanLoss([])).toBeNull();
  });

  it('are calibrated when so many come true as were predicted', () => {
    expect(calibrationError(right)).toBeCloseTo(0);
    expect(calibrationError(some(100, 0.9, () => 0))).toBeCloseTo(0.9);
    expect(calibrationError(some(29, 0.9, () => 0))).toBeNull();
  });

  it('have a calibration error that is a ratio', () => {
    const any = fc.record({ predicted: fc.double({ min: 0, max: 1, noNaN: true }), label: fc.constantFrom(0 as const, 1 as const) }); // prettier-ignore
    fc.assert(
      fc.property(fc.array(any, { minLength: 30, maxLength: 80 }), (predictions) => {
        const error = calibrationError(predictions) ?? -1;
        expect(error >= 0 && error <= 1).toBe(true);
        expect(Number.isFinite(meanLoss(predictions))).toBe(true);
      }),
    );
  });

  it('drift when the newest are clearly worse than those before, and recover when they are right again', () => {
    expect(isDrifting(right)).toBe(false);
    expect(isDrifting([...right, ...wrong])).toBe(true);
    expect(isDrifting([...right, ...wrong, ...right.slice(0, 24)])).toBe(false);
  });

  it('do not drift for one answer in ten that is amiss, nor while there are few', () => {
    const noisy = some(200, 0.8, (index) => (index % 10 < 8 ? 1 : 0));
    expect(isDrifting([...noisy, ...some(24, 0.8, (index) => (index % 10 < 7 ? 1 : 0))])).toBe(false);
    expect(isDrifting([...right.slice(0, 40), ...wrong])).toBe(false);
  });
});
