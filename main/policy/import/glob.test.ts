import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globOf } from './glob.ts';

test.each([
  ['sbuild-*', 'sbuild-update', true],
  ['sbuild-*', 'sbuild', false],
  ['/user.slice/*.service', '/user.slice/user-1000.slice/user@1000.service', true],
  ['?at', 'cat', true],
  ['?at', 'at', false],
  ['exact', 'exact', true],
  ['exact', 'exactly', false],
  ['!systemd', 'systemd', false],
  ['!systemd', 'bash', true],
  ['!a*', 'abc', false],
  ['*', '', true],
  ['a.c', 'abc', false],
  ['?', '😀', true],
])('%s holds for %s: %s', (pattern, text, expected) => {
  expect(globOf(pattern)(text)).toBe(expected);
});

test('a pattern means what the same regular expression means', () => {
  const few = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '.', '['), maxLength: 8 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '['), maxLength: 10 });
  fc.assert(
    fc.property(few, text, (pattern, one) => {
      const source = pattern
        .replaceAll(/[.[]/g, String.raw`\$&`)
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
      expect(globOf(pattern)(one)).toBe(new RegExp(`^${source}$`, 'su').test(one));
    }),
    { numRuns: 2000 },
  );
});

test('a pattern of nothing but stars is no trap', () => {
  expect(globOf(`${'*a'.repeat(200)}*b`)('a'.repeat(5000))).toBe(false);
});
