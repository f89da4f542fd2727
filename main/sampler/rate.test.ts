import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rate, share } from './rate.ts';

const counter = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e18 }));

describe('rates', () => {
  it('are the difference over the time', () => {
    expect(rate(100, 150, 2)).toBe(25);
    expect(share(30, 70)).toBe(0.3);
  });

  it('are 0 for a counter that went backwards and null without a second reading or time', () => {
    expect(rate(150, 100, 2)).toBe(0);
    expect(rate(null, 100, 2)).toBeNull();
    expect(rate(1, 2, 0)).toBeNull();
    expect(share(-5, 0)).toBe(0);
  });

  it('are never negative, infinite or NaN', () => {
    fc.assert(
      fc.property(counter, counter, fc.double({ min: 1e-3 }), (before, now, seconds) => {
        const found = rate(before, now, seconds);
        return found === null || (Number.isFinite(found) && found >= 0);
      }),
    );
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (busy, idle) => share(busy, idle) >= 0 && share(busy, idle) <= 1),
    );
  });
});
