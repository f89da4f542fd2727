import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { autostartEntry, autostartFile, createAutostart } from './autostart.ts';
import { launchCommand } from './launch-command.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'autostart-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const file = () => autostartFile({ XDG_CONFIG_HOME: join(folder, 'config'), HOME: '/nowhere' });

test('the entry is there exactly while the setting is on', () => {
  const autostart = createAutostart(file(), { program: '/opt/BrainKernel/brainkernel', args: [] });
  expect(autostart.state()).toEqual({ kind: 'off' });
  autostart.follow(true);
  expect(autostart.state()).toEqual({ kind: 'on' });
  expect(readFileSync(file(), 'utf8')).toContain('\nExec=/opt/BrainKernel/brainkernel --hidden\n');
  autostart.follow(false);
  expect(autostart.state()).toEqual({ kind: 'off' });
  expect(existsSync(file())).toBe(false);
});

test('a program that was moved is found where it is now at its next start', () => {
  createAutostart(file(), { program: '/old/BrainKernel.AppImage', args: [] }).follow(true);
  createAutostart(file(), { program: '/new/BrainKernel.AppImage', args: [] }).follow(true);
  expect(readFileSync(file(), 'utf8')).toContain('\nExec=/new/BrainKernel.AppImage --hidden\n');
});

test('what a person wrote into the entry stays, as long as it starts the right program', () => {
  const command = { program: '/opt/BrainKernel/brainkernel', args: [] };
  createAutostart(file(), command).follow(true);
  writeFileSync(file(), `${readFileSync(file(), 'utf8')}Hidden=true\n`);
  createAutostart(file(), command).follow(true);
  expect(readFileSync(file(), 'utf8')).toContain('Hidden=true');
});

test('at its start the app deletes its own entry and no other; a person who switches it off means whatever is there', () => {
  const [ours, other] = ['/opt/BrainKernel/brainkernel', '/src/electron'].map((program) => ({ program, args: [] }));
  if (ours === undefined || other === undefined) throw new Error('two commands');
  createAutostart(file(), other).follow(true);
  const autostart = createAutostart(file(), ours);
  autostart.follow(false);
  expect(existsSync(file())).toBe(true);
  autostart.follow(true);
  autostart.follow(false);
  expect(existsSync(file())).toBe(false);
  createAutostart(file(), ours).follow(true);
  createAutostart(file(), ours).follow(false);
  expect(existsSync(file())).toBe(false);
});

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'an entry with %s is off until it is switched on',
  (line) => {
    const autostart = createAutostart(file(), { program: '/opt/brainkernel', args: [] });
    autostart.follow(true);
    writeFileSync(file(), `${readFileSync(file(), 'utf8')}${line}\n`);
    expect(autostart.state()).toEqual({ kind: 'off' });
    autostart.follow(true);
    expect(autostart.state()).toEqual({ kind: 'on' });
  },
);

test('a folder that cannot be written is said, with the reason', () => {
  writeFileSync(join(folder, 'config'), 'not a folder');
  const autostart = createAutostart(file(), { program: '/opt/brainkernel', args: [] });
  autostart.follow(true);
  expect(autostart.state()).toMatchObject({ kind: 'failed', why: expect.stringContaining('config') as string });
});

test('without XDG_CONFIG_HOME, or with a relative one, the folder is below the home folder', () => {
  const expected = '/home/ada/.config/autostart/org.brainkernel.Desktop.desktop';
  expect(autostartFile({ HOME: '/home/ada' })).toBe(expected);
  expect(autostartFile({ HOME: '/home/ada', XDG_CONFIG_HOME: 'config' })).toBe(expected);
});

/** The two layers of the specification, read the other way: key file string, then shell-like quoting, then field codes. */
function readExec(entry: string): readonly string[] {
  const value = (/^Exec=(.*)$/m.exec(entry)?.[1] ?? '').replaceAll(/\\([\\n])/g, (_, escaped: string) =>
    escaped === 'n' ? '\n' : '\\',
  );
  const words = [...value.matchAll(/"((?:[^"\\]|\\[^])*)"|([^\s"]+)/g)];
  return words.map(([, inQuotes, plain]) =>
    (inQuotes?.replaceAll(/\\([^])/g, '$1') ?? plain ?? '').replaceAll('%%', '%'),
  );
}

test('any path survives both layers of quoting', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', minLength: 1 }),
    fc.constantFrom('a b', '100%', 'it"s', 'a\\b', '$HOME', '`id`', 'a\nb', "it's", '~', '程序'),
  );
  fc.assert(
    fc.property(name, fc.array(name), (program, args) => {
      expect(readExec(autostartEntry({ program: `/x/${program}`, args }))).toEqual([
        `/x/${program}`,
        ...args,
        '--hidden',
      ]);
    }),
  );
});

test("GLib's own launcher starts a program whose path needs quoting", () => {
  // a percent sign it does not understand there, although the specification has a form for it
  const program = join(folder, 'a "b" $c `d` \\e');
  const said = join(folder, 'said');
  writeFileSync(program, `#!/bin/sh\nprintf '%s' "$1" > '${said}'\n`);
  chmodSync(program, 0o755);
  const entry = join(folder, 'test.desktop');
  writeFileSync(entry, autostartEntry({ program, args: [] }));
  // the launcher returns when the program was started; the script is awaited through a fifo it writes to
  execFileSync('mkfifo', [said]);
  const launch = ['-c', 'gio launch "$1" & cat "$2"', 'sh', entry, said];
  const heard = execFileSync('sh', launch, { encoding: 'utf8', timeout: 30_000 });
  expect(heard).toBe('--hidden');
});

test('what is started is the AppImage itself, the installed program, or Electron with the folder of the app', () => {
  const found = { execPath: '/opt/BrainKernel/brainkernel', appPath: '/src/app' };
  const appImage = { APPIMAGE: '/home/ada/BrainKernel.AppImage' };
  expect(launchCommand({ ...found, environment: appImage, isPackaged: true })).toEqual({
    program: '/home/ada/BrainKernel.AppImage',
    args: [],
  });
  expect(launchCommand({ ...found, environment: {}, isPackaged: true })).toEqual({ program: found.execPath, args: [] });
  // started from a terminal inside of another AppImage
  expect(launchCommand({ ...found, environment: appImage, isPackaged: false })).toEqual({
    program: found.execPath,
    args: ['/src/app'],
  });
});
