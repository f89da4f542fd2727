import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootCommand } from './root-side.ts';
import { shellQuoted } from './shell-quoted.ts';

/** What a shell makes of it. */
const read = (text: string): readonly string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

test('a shell reads back the words that were shown', () => {
  const word = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ' ').toWellFormed());
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
      expect(read(shellQuoted(words))).toEqual(words);
    }),
    { numRuns: 60 },
  );
  const command = rootCommand(['install', "/tmp/it's $HOME", 'ab:/usr']);
  expect(read(shellQuoted(command))).toEqual(command);
});
