import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseFiles, mostFiles, mostInAll, mostOfOne } from './choose-files.ts';

const file = (name: string, size = 10) => ({ name, size });

test('of a folder only the files that hold rules are read', () => {
  const chosen = [
    file('a.rules', 3),
    file('00-types.types', 4),
    file('README.md'),
    file('x.cgroups', 5),
    file('c.kdl'),
  ];
  expect(chooseFiles('ananicy', chosen)).toEqual({
    kind: 'read',
    files: [chosen[0], chosen[1], chosen[3]],
    bytes: 12,
    skipped: 2,
  });
  expect(chooseFiles('system76', chosen)).toMatchObject({ kind: 'read', files: [chosen[4]] });
});

test.each([
  ['none of their kind', [file('a.txt'), file('rules')], 'nothing'],
  ['no file at all', [], 'nothing'],
  ['too many', Array.from({ length: mostFiles + 1 }, (_, index) => file(`${index}.rules`)), 'too-many'],
  ['one too large', [file('a.rules', mostOfOne + 1)], 'too-large'],
  ['too large together', [file('a.rules', mostOfOne), file('b.rules', mostInAll - mostOfOne + 1)], 'too-large'],
])('%s is told', (_, chosen, kind) => {
  expect(chooseFiles('ananicy', chosen).kind).toBe(kind);
});

test('whatever is chosen, what is read stays within the bounds', () => {
  const any = fc.record({
    name: fc.constantFrom('a.rules', 'B.RULES', 'c.types', 'd.kdl', 'e'),
    size: fc.nat({ max: 5_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(any), (chosen) => {
      const choice = chooseFiles('ananicy', chosen);
      if (choice.kind !== 'read') return;
      expect(choice.bytes).toBeLessThanOrEqual(mostInAll);
      expect(choice.files.length + choice.skipped).toBe(chosen.length);
      expect(choice.files.every(({ name }) => /\.(rules|types)$/i.test(name))).toBe(true);
    }),
  );
});
