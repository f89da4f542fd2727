import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageConfig, systemFiles } from './package-config.ts';

test('there is an update source only where one is named', () => {
  expect(packageConfig({ environment: {} })).not.toHaveProperty('publish');
  expect(packageConfig({ environment: { BRAINKERNEL_UPDATE_URL: 'https://example.org/brainkernel' } }).publish).toEqual(
    {
      provider: 'generic',
      url: 'https://example.org/brainkernel',
    },
  );
});

test('whoever packs is the maintainer', () => {
  const environment = { DEBFULLNAME: 'Ada Lovelace', DEBEMAIL: 'ada@example.org' };
  expect(packageConfig({ environment }).linux?.maintainer).toBe('Ada Lovelace <ada@example.org>');
  expect(packageConfig({ environment: {} }).linux?.maintainer).toMatch(/^\S.* <\S+@\S+>$/);
});

test('only what is packed for tests can be debugged', () => {
  expect(packageConfig({ environment: {} })).not.toHaveProperty('electronFuses');
  expect(packageConfig({ environment: {}, forTests: true }).electronFuses).toEqual({
    enableNodeCliInspectArguments: true,
  });
});

test('every file for the system exists in the tree and has one place below /usr', () => {
  const files = systemFiles();
  expect(files).not.toHaveLength(0);
  for (const { from, to } of files) {
    expect(to).toMatch(/^\/usr\//);
    // the helper's program is built
    if (!from.startsWith('helper/')) expect(existsSync(join(import.meta.dirname, '..', from))).toBe(true);
  }
  expect(new Set(files.map(({ to }) => to)).size).toBe(files.length);
});
