import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffWords } from './diff-words.ts';
import type { DiffPart } from './diff-words.ts';

const joined = (parts: readonly DiffPart[], left: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== left)
    .map(({ text }) => text)
    .join('');

test('one word that changed is told, and nothing around it', () => {
  expect(diffWords('behaviour.cpu5 > 0.5', 'behaviour.cpu5 > limit.cpu')).toEqual([
    { kind: 'same', text: 'behaviour.cpu5 > ' },
    { kind: 'gone', text: '0.5' },
    { kind: 'new', text: 'limit.cpu' },
  ]);
});

test('what was put in between is new, and its surroundings stay', () => {
  expect(diffWords('a && c', 'a && b && c')).toEqual([
    { kind: 'same', text: 'a && ' },
    { kind: 'new', text: 'b && ' },
    { kind: 'same', text: 'c' },
  ]);
});

test.each([
  ['', '', []],
  ['', 'x', [{ kind: 'new', text: 'x' }]],
  ['x', '', [{ kind: 'gone', text: 'x' }]],
  ['让位', '让位', [{ kind: 'same', text: '让位' }]],
] as const)('%j and %j', (before, after, parts) => {
  expect(diffWords(before, after)).toEqual(parts);
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('app.name', '==', '"x"', '&&', ' ', '!', '0.5', 'limit.cpu'))
    .map((parts) => parts.join(' ')),
);

test('both texts can be read back from what changed, and neighbours differ in kind', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = diffWords(before, after);
      expect(joined(parts, 'new')).toBe(before);
      expect(joined(parts, 'gone')).toBe(after);
      for (const [index, one] of parts.entries()) expect(one.kind).not.toBe(parts[index + 1]?.kind);
    }),
  );
});

test('a text and itself have nothing between them', () => {
  fc.assert(
    fc.property(text, (same) => {
      expect(diffWords(same, same).every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('texts too long to compare are told as a whole', () => {
  const long = 'word '.repeat(3_000);
  expect(diffWords(long, `${long}more`)).toEqual([
    { kind: 'gone', text: long },
    { kind: 'new', text: `${long}more` },
  ]);
  expect(diffWords(long, long)).toEqual([{ kind: 'same', text: long }]);
});
