import fc from 'fast-check';
import { expect, test } from 'vitest';
import { armOf } from './arm.ts';

test('a program stays in its half, whoever asks and whenever', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (policy, program) => armOf(policy, program) === armOf(policy, program)),
  );
  // pinned: another hash would move every program of every experiment that runs
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((program) => armOf('person-1', program))).toEqual([
    'control',
    'treated',
    'control',
    'treated',
    'treated',
    'treated',
  ]);
});

test('about as many programs are treated as the share says, for every policy', () => {
  for (const share of [0.1, 0.5, 0.9]) {
    for (const policy of ['one', 'two', 'three']) {
      const treated = Array.from({ length: 4000 }, (_, i) => armOf(policy, `program-${i}`, share)).filter(
        (arm) => arm === 'treated',
      );
      expect(Math.abs(treated.length / 4000 - share)).toBeLessThan(0.03);
    }
  }
});

test('two policies split the same programs independently', () => {
  const both = Array.from({ length: 4000 }, (_, i) => `program-${i}`).filter(
    (program) => armOf('one', program) === 'treated' && armOf('two', program) === 'treated',
  );
  expect(Math.abs(both.length / 4000 - 0.25)).toBeLessThan(0.03);
});
