import { chmod, chown, copyFile, link, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lookAt } from './trust-file.ts';

const asRoot = process.getuid?.() === 0;
/** Some ordinary user; it need not exist. */
const ordinary = 1234;

let directory = '';
let program = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trust-'));
  await chmod(directory, 0o755);
  program = join(directory, 'bin/program');
  await mkdir(join(directory, 'bin'));
  await copyFile('/usr/bin/sleep', program);
});
afterEach(() => rm(directory, { recursive: true }));

const look = (path = program, otherName: string | null = null) => lookAt(path, otherName, new Map());

test('a program of the system is root’s alone', async () => {
  expect(await look('/usr/bin/sleep')).toEqual({ owner: 'root', missing: false, aliased: null });
});

test.runIf(asRoot)(
  'so is a file of root’s below a sticky directory like /tmp, where nobody else can move it',
  async () => {
    expect((await look()).owner).toBe('root');
  },
);

test.runIf(asRoot)('it is a user’s when it, or any directory above it, belongs to one', async () => {
  await chown(program, ordinary, ordinary);
  expect((await look()).owner).toBe('user');
  await chown(program, 0, 0);
  await chown(directory, ordinary, 0);
  expect((await look()).owner).toBe('user');
});

test('a file of the person who runs this is a user’s, unless that is root', async () => {
  expect((await look()).owner).toBe(asRoot ? 'root' : 'user');
});

test('what others may write to is anybody’s, whoever owns it', async () => {
  await chmod(program, 0o757);
  expect((await look()).owner).toBe('anybody');
  await chmod(program, 0o755);
  await chmod(join(directory, 'bin'), 0o777);
  expect((await look()).owner).toBe('anybody');
});

test.runIf(asRoot)('what a group may write to is that group’s, unless the group is root’s', async () => {
  await chmod(program, 0o775);
  expect((await look()).owner).toBe('root');
  await chown(program, 0, ordinary);
  await chmod(program, 0o775);
  expect((await look()).owner).toBe('group');
});

test('a file that is not there is missing, and one behind a file as well', async () => {
  expect(await look(join(directory, 'nothing'))).toEqual({ owner: null, missing: true, aliased: null });
  expect((await look(join(program, 'x'))).missing).toBe(true);
});

test.runIf(asRoot)('owners that a user namespace cannot name say nothing', async () => {
  await chown(program, 65_534, 65_534);
  expect(await look()).toMatchObject({ owner: null, missing: false });
});

test('a link counts as what it leads to', async () => {
  const script = join(directory, 'script');
  await symlink('/usr/bin/sleep', script);
  expect((await look(script)).owner).toBe('root');
  await symlink(join(directory, 'loop'), join(directory, 'loop'));
  expect(await look(join(directory, 'loop'))).toMatchObject({ owner: null, missing: false });
});

test('another name is an alias when it is a link to the same file beside it or in a system place', async () => {
  await link(program, join(directory, 'bin/other'));
  expect((await look(program, 'other')).aliased).toBe(asRoot);
  await symlink(program, join(directory, 'bin/linked'));
  expect((await look(program, '/somewhere/linked')).aliased).toBe(asRoot);
  await copyFile(program, join(directory, 'bin/copy'));
  expect((await look(program, 'copy')).aliased).toBe(false);
  expect((await look(program, 'nothing')).aliased).toBe(false);
  expect((await look('/usr/bin/dash', 'sh')).aliased).toBe(true);
});

test('strange names are names like any other', async () => {
  for (const name of ['new\nline', 'ünï', '-rf', '..hidden', '%s%n', '\u202Egnp.exe']) {
    const path = join(directory, name);
    await copyFile('/usr/bin/true', path);
    expect(await look(path, name)).toMatchObject({ missing: false });
  }
  expect(await look('/\0')).toMatchObject({ owner: null });
});
