import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPathTable } from './path-table.ts';

const path = fc
  .array(fc.stringMatching(/^[a-z0-9._+-]{1,8}$/), { minLength: 1, maxLength: 5 })
  .map((parts) => `/opt/${parts.join('/')}`);

test('every path that was added has its list among the candidates', () => {
  fc.assert(
    fc.property(fc.array(fc.array(path), { maxLength: 20 }), (lists) => {
      const table = createPathTable();
      lists.forEach((paths, list) => table.add(list, Buffer.from(paths.map((one) => `${one}\n`).join(''))));
      lists.forEach((paths, list) => {
        for (const one of paths) expect(table.candidates(one)).toContain(list);
      });
    }),
  );
});

test('paths may be added after some were asked for', () => {
  const table = createPathTable();
  table.add(1, Buffer.from('/usr/bin/a\n'));
  expect(table.candidates('/usr/bin/a')).toEqual([1]);
  table.add(2, Buffer.from('/usr/bin/a\n/usr/bin/b'));
  expect(table.candidates('/usr/bin/a')).toEqual([1, 2]);
  expect(table.candidates('/usr/bin/b')).toEqual([2]);
});

test('on a merged /usr both spellings are one file, and documentation is not kept', () => {
  const table = createPathTable();
  table.add(7, Buffer.from('/.\n/bin\n/bin/ls\n/usr/share/doc/x/README\n/usr/share/code/code\n'));
  expect(table.candidates('/usr/bin/ls')).toEqual([7]);
  expect(table.candidates('/usr/share/doc/x/README')).toEqual([]);
  expect(table.candidates('/usr/share/code/code')).toEqual([7]);
  expect(table.candidates('/usr/bin/cat')).toEqual([]);
});
