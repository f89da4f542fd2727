import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDpkgIndex, parseDiversions, parseStatus } from './dpkg.ts';
import type { PackageIndex, PackageOwner } from './package-index.ts';

let directory = '';
let index: PackageIndex | null = null;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dpkg-'));
  await mkdir(join(directory, 'info'));
});
afterEach(async () => {
  index?.dispose();
  await rm(directory, { recursive: true });
});

/** Asks until the index has looked it up; the index works between turns of the event loop. */
async function ownerOf(packages: PackageIndex, path: string): Promise<PackageOwner | null> {
  for (;;) {
    const owner = packages.owner(path);
    if (owner !== undefined) return owner;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('the owner of a program of this machine is the one that dpkg-query names, under both spellings of /usr', async () => {
  index = createDpkgIndex();
  const { stdout } = await promisify(execFile)('dpkg-query', [
    '-W',
    '-f',
    '${Version}\t${Section}\t${binary:Summary}',
    'coreutils',
  ]);
  const [version, section, description] = stdout.split('\t');
  const expected = { name: 'coreutils', version, section, description };
  expect(await ownerOf(index, '/usr/bin/ls')).toEqual(expected);
  expect(await ownerOf(index, '/bin/ls')).toEqual(expected);
  expect(await ownerOf(index, '/usr/bin/xterm')).toMatchObject({ name: 'xterm', section: 'x11' });
  expect(await ownerOf(index, '/usr/local/bin/nobodys')).toBeNull();
});

test('an answer that is not there yet is undefined, and the generation grows when it is', async () => {
  index = createDpkgIndex();
  const before = index.generation();
  expect(index.owner('/usr/bin/bash')).toBeUndefined();
  await ownerOf(index, '/usr/bin/bash');
  expect(index.generation()).toBeGreaterThan(before);
});

const stanza = (name: string, version: string, status = 'install ok installed'): string =>
  `Package: ${name}\nStatus: ${status}\nSection: utils\nVersion: ${version}\nDescription: the ${name}\n more of it\n`;

test('a diverted file belongs to the package it was diverted from, its old place to the one that diverted it', async () => {
  await writeFile(join(directory, 'status'), [stanza('dash', '1'), stanza('other', '2')].join('\n'));
  await writeFile(join(directory, 'info/dash.list'), '/.\n/bin/sh\n');
  await writeFile(join(directory, 'info/other:amd64.list'), '/.\n/bin/sh\n');
  await writeFile(join(directory, 'diversions'), '/bin/sh\n/bin/sh.distrib\nother\n');
  index = createDpkgIndex(directory);
  expect((await ownerOf(index, '/bin/sh.distrib'))?.name).toBe('dash');
  expect((await ownerOf(index, '/bin/sh'))?.name).toBe('other');
});

test('packages that are not installed own nothing', async () => {
  await writeFile(join(directory, 'status'), stanza('gone', '1', 'deinstall ok config-files'));
  await writeFile(join(directory, 'info/gone.list'), '/usr/bin/gone\n');
  index = createDpkgIndex(directory);
  expect(await ownerOf(index, '/usr/bin/gone')).toBeNull();
});

test('a machine without dpkg has no owners, and says so instead of failing', async () => {
  index = createDpkgIndex(join(directory, 'nowhere'));
  expect(await ownerOf(index, '/usr/bin/x')).toBeNull();
});

test('a database that is damaged answers for what can still be read', async () => {
  await writeFile(
    join(directory, 'status'),
    Buffer.concat([Buffer.from([0, 255, 10, 10]), Buffer.from(stanza('x', '3'))]),
  );
  await writeFile(join(directory, 'info/x.list'), '/usr/bin/x');
  await cp(join(directory, 'status'), join(directory, 'info/y.list'));
  await utimes(join(directory, 'status'), 1, 1);
  index = createDpkgIndex(directory);
  expect(await ownerOf(index, '/usr/bin/x')).toEqual({
    name: 'x',
    version: '3',
    section: 'utils',
    description: 'the x',
  });
});

test('status and diversions are parsed, whatever is missing', () => {
  expect([...parseStatus(Buffer.from(''))]).toEqual([]);
  expect([...parseStatus(Buffer.from('Package: a\nStatus: install ok installed\n'))]).toEqual([
    { name: 'a', version: '', section: null, description: null },
  ]);
  expect(parseDiversions('/a\n/b\n')).toEqual([]);
});
