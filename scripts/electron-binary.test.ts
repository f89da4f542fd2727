import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { electronDist, electronVersion, findElectron } from './electron-binary.ts';
import { makeStandInElectron } from './stand-in-electron.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a folder that is named is looked into, and nowhere else', async () => {
  await makeStandInElectron(folder, electronVersion);
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toEqual({
    kind: 'found',
    path: join(folder, 'electron'),
  });
  expect(findElectron({ ELECTRON_OVERRIDE_DIST_PATH: `${folder}/empty` })).toEqual({
    kind: 'missing',
    why: `ELECTRON_OVERRIDE_DIST_PATH has no program named electron: ${folder}/empty`,
  });
});

test('else it is where the npm package puts it, or it has not been fetched', () => {
  const { kind, ...rest } = findElectron({});
  expect(rest).toEqual(
    kind === 'found'
      ? { path: join(electronDist, 'electron') }
      : { why: expect.stringMatching(/fetched|needed/) as string },
  );
});
