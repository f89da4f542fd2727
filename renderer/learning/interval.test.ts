import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whiskerOf } from './interval.ts';

test('nothing counted is nothing drawn', () => {
  expect(whiskerOf({ value: null, low: null, high: null, of: 0 })).toBeNull();
});

test('a share without an interval is a dot', () => {
  expect(whiskerOf({ value: 0.4, low: null, high: null, of: 3 })).toEqual({ value: 0.4, low: 0.4, high: 0.4 });
});

test('whatever comes, the dot lies on its whisker and both lie on the line', () => {
  const share = fc.option(fc.double({ min: -1, max: 2, noNaN: true }));
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), share, share, (value, low, high) => {
      const drawn = whiskerOf({ value, low, high, of: 9 });
      expect(drawn).not.toBeNull();
      const line = [0, drawn?.low ?? -1, drawn?.value ?? -1, drawn?.high ?? -1, 1];
      expect(line).toEqual(line.toSorted((a, b) => a - b));
    }),
  );
});
