import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDesktopEntries } from './desktop-entries.ts';
import type { DesktopEntries } from './desktop-entries.ts';

let home = '';
let entries: DesktopEntries | null = null;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'desktop-'));
  await mkdir(join(home, 'bin'));
  await mkdir(join(home, 'data/applications/kde4'), { recursive: true });
});
afterEach(async () => {
  entries?.dispose();
  await rm(home, { recursive: true });
});

const program = async (name: string): Promise<string> => {
  const path = join(home, 'bin', name);
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
};
const entry = (file: string, fields: string): Promise<void> =>
  writeFile(join(home, 'data/applications', file), `[Desktop Entry]\nType=Application\n${fields}\n`);
const scan = async (): Promise<DesktopEntries> => {
  entries = createDesktopEntries({
    home,
    env: { XDG_DATA_HOME: join(home, 'data'), XDG_DATA_DIRS: '', PATH: join(home, 'bin') },
  });
  await entries.ready;
  return entries;
};

test('an entry is found by id and by the very program it runs, links resolved', async () => {
  const editor = await program('editor-1.2');
  await symlink(editor, join(home, 'bin/editor'));
  await entry('org.x.Editor.desktop', 'Name=Editor\nExec=editor %F');
  const found = await scan();
  expect(found.byId('org.x.Editor')?.name).toBe('Editor');
  expect(found.byProgram(editor)?.id).toBe('org.x.Editor');
  expect(found.byProgram('/elsewhere/editor-1.2')).toBeNull();
  expect(found.byId('org.x.Other')).toBeNull();
});

test('of several entries for one program the plainest that menus show is taken', async () => {
  const office = await program('office');
  await entry('a-calc.desktop', 'Name=Calc\nExec=office --calc');
  await entry('b-hidden.desktop', 'Name=Hidden\nExec=office\nNoDisplay=true');
  await entry('c-office.desktop', 'Name=Office\nExec=office %U');
  expect((await scan()).byProgram(office)?.name).toBe('Office');
});

test('folders are part of the id, and broken files are passed over', async () => {
  await entry('kde4/kate.desktop', 'Name=Kate\nExec=kate');
  await writeFile(join(home, 'data/applications/broken.desktop'), Buffer.from([0, 255, 10, 91]));
  await symlink('/nonexistent', join(home, 'data/applications/dangling.desktop'));
  const found = await scan();
  expect(found.byId('kde4-kate')?.name).toBe('Kate');
  expect(found.byId('broken')).toBeNull();
});

test('a home without any entry is an empty index', async () => {
  await rm(join(home, 'data'), { recursive: true });
  expect((await scan()).byId('x')).toBeNull();
});

test('the entries of this machine are read: xterm’s, from its Debian package', async () => {
  entries = createDesktopEntries({ home, env: process.env });
  await entries.ready;
  expect(entries.byProgram('/usr/bin/xterm')?.id).toMatch(/xterm/);
});
