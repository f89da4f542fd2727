import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberFormat } from './numbers.ts';
import { minutesUntilTomorrow, startOfDay, timeFormat } from './time.ts';

const en = numberFormat('en');

test.each([
  [0, '0%'],
  [0.0032, '0.3%'],
  [0.0994, '9.9%'],
  [0.414, '41%'],
  [1.536, '154%'],
])('a ratio of %d is %s', (ratio, text) => {
  expect(en.percent(ratio)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [84_200_000, '84 MB'],
  [1_530_000_000, '1.5 GB'],
  [999_600, '1 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(en.bytes(bytes)).toBe(text);
});

test('times longer than a second are said in seconds', () => {
  expect(en.milliseconds(0.42)).toBe('0.4 ms');
  expect(en.milliseconds(420)).toBe('420 ms');
  expect(en.milliseconds(1530)).toBe('1.5 s');
});

test('fractions of a cent are not rounded away', () => {
  expect(en.dollars(0.002)).toBe('$0.002');
  expect(en.dollars(0)).toBe('$0.00');
  expect(en.dollars(12.5)).toBe('$12.50');
  expect(numberFormat('zh-CN').dollars(0.002)).toBe('$0.002');
});

test('bytes never show more than three figures before the unit below 1000 TB', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9e14, noNaN: true }), (value) => {
      expect(en.bytes(value)).toMatch(/^\d{1,3}(\.\d)? (B|kB|MB|GB|TB)$/);
    }),
  );
});

test('the clock has 24 hours in both languages', () => {
  const at = new Date(2026, 10, 20, 14, 5, 9).getTime();
  expect(timeFormat('en').clock(at)).toBe('14:05');
  expect(timeFormat('zh-CN').exact(at)).toBe('14:05:09');
});

test('until tomorrow ends at the next midnight', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
      const minutes = minutesUntilTomorrow(now);
      expect(minutes).toBeGreaterThan(0);
      expect(minutes).toBeLessThanOrEqual(25 * 60);
      expect(startOfDay(now + minutes * 60_000)).toBeGreaterThan(startOfDay(now));
    }),
  );
});
