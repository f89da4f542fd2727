import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { layouts } from './layout.ts';
import { checkoutSources, findSources, packagedSources, readSources } from './sources.ts';
import { stage } from './staging.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), `content of ${name}`);
  }
}
const names = layouts.usr.map(({ name }) => name);
const around = names.filter((name) => name !== 'brainkernel-helper');

test('a packed app has them among its resources, a checkout where they are written and built', async () => {
  write(...names.map((name) => `helper/${name}`));
  const packed = await readSources(packagedSources(folder));
  expect(packed.ok && packed.value.map(({ name }) => name)).toEqual(names);
  write('helper/brainkernel-helper', ...around.map((name) => `assets/helper/${name}`));
  const built = await readSources(checkoutSources(folder));
  expect(built.ok && built.value.map(({ bytes }) => bytes.toString())).toContain(
    'content of assets/helper/brainkernel-helper.service',
  );
});

test('a program that was not built yet is said with what builds it; a packed app without it is not whole', async () => {
  write(...around.map((name) => `assets/helper/${name}`), ...around.map((name) => `helper/${name}`));
  const unbuilt = await readSources(checkoutSources(folder));
  expect(!unbuilt.ok && unbuilt.error.text).toBe(
    `${folder}/helper/brainkernel-helper is missing: the helper was not built yet. Build it with: npm run helper:build`,
  );
  const broken = await readSources(packagedSources(folder));
  expect(!broken.ok && broken.error.sentence.key).toBe('helper-plan.incomplete');
});

test('an Electron that runs the repository has other resources, which are not taken', () => {
  expect(findSources(undefined, folder).kind).toBe('checkout');
  expect(findSources(join(folder, 'resources'), folder).kind).toBe('checkout');
  mkdirSync(join(folder, 'resources', 'helper'), { recursive: true });
  expect(findSources(join(folder, 'resources'), folder).kind).toBe('packaged');
});

test('staged in a folder that nobody else may enter, byte for byte, and gone afterwards', async () => {
  write('helper/brainkernel-helper', ...around.map((name) => `assets/helper/${name}`));
  const files = await readSources(checkoutSources(folder));
  if (!files.ok) throw new Error(files.error.text);
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime);
  {
    const staged = await stage(files.value, { XDG_RUNTIME_DIR: runtime });
    if (!staged.ok) throw new Error(staged.error);
    await using staging = staged.value;
    expect(staging.folder.startsWith(`${runtime}/`)).toBe(true);
    expect(statSync(staging.folder).mode & 0o777).toBe(0o700);
    for (const { name, sha256 } of files.value) {
      const copy = readFileSync(join(staging.folder, name));
      expect(createHash('sha256').update(copy).digest('hex'), name).toBe(sha256);
    }
  }
  expect(readdirSync(runtime)).toEqual([]);
});

test('without a runtime directory, or with one that is gone or no path, it is staged elsewhere', async () => {
  for (const runtime of [undefined, '', 'relative', join(folder, 'gone')]) {
    const staged = await stage([], { XDG_RUNTIME_DIR: runtime });
    if (!staged.ok) throw new Error(staged.error);
    await using staging = staged.value;
    expect(staging.folder.startsWith(`${tmpdir()}/`), runtime).toBe(true);
  }
});
