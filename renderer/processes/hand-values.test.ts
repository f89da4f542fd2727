import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ioFields, niceRange, typedCpus, typedInteger } from './hand-values.ts';

test.each([
  ['5', { value: 5 }],
  [' -5 ', { value: -5 }],
  ['-6', { fault: 'outOfRange' }],
  ['20', { fault: 'outOfRange' }],
  ['', { fault: 'wantsInteger' }],
  ['1.5', { fault: 'wantsInteger' }],
  ['1e1', { fault: 'wantsInteger' }],
])('a nice value of "%s" is %j', (text, expected) => {
  expect(typedInteger(text, niceRange)).toEqual(expected);
});

test.each([
  ['0-3,6', { value: [0, 1, 2, 3, 6] }],
  ['7, 1 - 2', { value: [1, 2, 7] }],
  ['8', { fault: 'noSuchCpu' }],
  ['3-1', { fault: 'wantsCpus' }],
  ['', { fault: 'wantsCpus' }],
  ['all', { fault: 'wantsCpus' }],
  ['0,,1', { fault: 'wantsCpus' }],
])('of eight CPUs, "%s" is %j', (text, expected) => {
  expect(typedCpus(text, 8)).toEqual(expected);
});

test('whatever is typed, the CPUs that come of it are there, in order and once each', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9, -]{0,12}$/), fc.integer({ min: 1, max: 64 }), (text, cpus) => {
      const typed = typedCpus(text, cpus);
      if (!('value' in typed)) return;
      expect(typed.value).toEqual([...new Set(typed.value)].sort((a, b) => a - b));
      expect(typed.value.length).toBeGreaterThan(0);
      expect(Math.max(...typed.value)).toBeLessThan(cpus);
    }),
  );
});

test('the fields of an IO priority start with what the process has', () => {
  expect(ioFields('none')).toEqual({ class: 'best-effort', level: '4' });
  expect(ioFields('best-effort/6')).toEqual({ class: 'best-effort', level: '6' });
  expect(ioFields('idle')).toEqual({ class: 'idle', level: '7' });
});
