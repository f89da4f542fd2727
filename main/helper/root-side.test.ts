/** The text of root, run for real on the real paths, in a mount namespace. */
import { existsSync, lstatSync, readFileSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LayoutName } from './layout.ts';
import { binaryOf, layouts } from './layout.ts';
import {
  PrivateSystem,
  installPackage,
  pathsOf,
  runRootSide,
  sampleContent,
  stageSample,
} from './private-system.fixture.ts';
import { rootCode, rootCommand } from './root-side.ts';

let system: PrivateSystem;
beforeEach(async () => {
  system = await PrivateSystem.start();
});
afterEach(() => system[Symbol.asyncDispose]());

const bothLayouts: readonly LayoutName[] = ['usr', 'local'];
const NOBODY = 65_534;

const install = (layout: LayoutName, content = sampleContent) =>
  runRootSide(system, stageSample(system.folder, layout, { content }).args);
const contentOf = (path: string): string => readFileSync(system.path(path), 'utf8');

test.each(bothLayouts)('%s: five files, of root, the program executable, and nothing else', (layout) => {
  const { status, stderr } = install(layout);
  expect([status, stderr]).toEqual([0, '']);
  expect(system.changed()).toEqual(pathsOf(layout));
  for (const { path, what, name } of layouts[layout]) {
    const { uid, gid, mode } = statSync(system.path(path));
    expect([uid, gid, mode & 0o7777], path).toEqual([0, 0, what === 'binary' ? 0o755 : 0o644]);
    if (what !== 'unit') expect(readFileSync(system.path(path)).equals(sampleContent(name)), path).toBe(true);
  }
});

test.each(bothLayouts)('%s: the unit starts the program of its layout, and is else as it was', (layout) => {
  install(layout);
  const unit = layouts[layout].find(({ what }) => what === 'unit')?.path ?? '';
  const written = sampleContent('brainkernel-helper.service').toString();
  expect(contentOf(unit)).toBe(written.replace(/^ExecStart=.*$/m, `ExecStart=${binaryOf(layout)}`));
});

test('a second time nothing is touched; another version takes the place of the first', () => {
  install('usr');
  const inodes = () => layouts.usr.map(({ path }) => statSync(system.path(path)).ino);
  const first = inodes();
  expect(install('usr').status).toBe(0);
  expect(inodes()).toEqual(first);

  const newer = (name: string): Buffer =>
    name === 'brainkernel-helper' ? Buffer.from('a newer one') : sampleContent(name);
  expect(install('usr', newer).status).toBe(0);
  expect(contentOf(binaryOf('usr'))).toBe('a newer one');
  expect(inodes().slice(1)).toEqual(first.slice(1));
  expect(system.changed()).toEqual(pathsOf('usr'));
});

test('a file of ours with other rights is set right', () => {
  install('usr');
  system.sh(`chmod 4777 ${binaryOf('usr')}; chown 1:1 ${binaryOf('usr')}`);
  expect(install('usr').status).toBe(0);
  const { uid, mode } = statSync(system.path(binaryOf('usr')));
  expect([uid, mode & 0o7777]).toEqual([0, 0o755]);
});

test('what the other layout left is removed, so that one helper is there', () => {
  install('local');
  expect(install('usr').status).toBe(0);
  expect(system.changed()).toEqual(pathsOf('usr'));
});

test.each([0, 1, 2, 3, 4])(
  'file %i changed after it was hashed: nothing is installed, and the code says which',
  (number) => {
    const { folder, args } = stageSample(system.folder, 'usr');
    writeFileSync(join(folder, layouts.usr[number]?.name ?? ''), 'swapped');
    expect(runRootSide(system, args).status).toBe(rootCode.mismatch + number);
    expect(system.changed()).toEqual([]);
  },
);

test.each([
  ['a link to the same bytes', 'mv "$1" "$2/same"; ln -s "$2/same" "$1"'],
  ['a link to a file of root', 'rm "$1"; ln -s /etc/shadow "$1"'],
  ['a device', 'rm "$1"; ln -s /dev/zero "$1"'],
  ['a pipe that nobody writes to', 'rm "$1"; mkfifo "$1"; chmod 666 "$1"'],
  ['a folder', 'rm "$1"; mkdir "$1"'],
  ['nothing', 'rm "$1"'],
])('%s in the place of a staged file is not read', (_, swap) => {
  const { folder, args } = stageSample(system.folder, 'usr');
  system.sh(swap, join(folder, 'org.brainkernel.helper.policy'), system.folder);
  const { status, stderr } = runRootSide(system, args);
  // a pipe and a device can be opened, and hold something else
  expect([rootCode.unreadable + 2, rootCode.mismatch + 2]).toContain(status);
  expect(stderr).not.toContain('root:');
  expect(system.changed()).toEqual([]);
});

test('a staged file without an end is read to a bound', () => {
  const { folder, args } = stageSample(system.folder, 'usr');
  system.sh('truncate -s 100G "$1"', join(folder, 'org.brainkernel.helper.policy'));
  expect(runRootSide(system, args).status).toBe(rootCode.mismatch + 2);
});

test('staged files are read with the rights of whoever asked, not with those of root', () => {
  const own = stageSample(system.folder, 'usr', { uid: NOBODY });
  expect(runRootSide(system, own.args, { PKEXEC_UID: String(NOBODY) }).status).toBe(0);
  runRootSide(system, ['uninstall']);
  const ofRoot = stageSample(system.folder, 'usr');
  expect(runRootSide(system, ofRoot.args, { PKEXEC_UID: String(NOBODY) }).status).toBe(rootCode.unreadable);
  expect(system.changed()).toEqual([]);
});

test.each([
  'a b',
  'a\nb',
  "a'b",
  'a"b',
  '$(touch $0.owned)',
  '`id`',
  '-rf',
  '*',
  'a;reboot',
  'a:b',
  '\u001b[2J',
  'Ünïcödé',
])('a staging folder may be called %j', (name) => {
  expect(runRootSide(system, stageSample(system.folder, 'usr', { name }).args).status).toBe(0);
  expect(system.changed()).toEqual(pathsOf('usr'));
});

test('what is asked otherwise is refused: numbers, order, paths and checksums that are not the ones of a layout', () => {
  const { args } = stageSample(system.folder, 'usr');
  const [what = '', folder = '', ...sums] = args;
  const elsewhere = sums.map((sum) => sum.replace(':/usr/', ':/opt/'));
  const mixed = [...sums.slice(0, 4), ...stageSample(system.folder, 'local').args.slice(-1)];
  const asked: readonly (readonly string[])[] = [
    [],
    ['remove'],
    ['uninstall', '/etc/passwd'],
    [what],
    [what, folder],
    [what, folder, ...sums.slice(1)],
    [what, folder, ...sums, sums[0] ?? ''],
    [what, folder, ...elsewhere],
    [what, folder, ...sums.toReversed()],
    [what, folder, ...mixed],
    [what, folder, ...sums.map((sum) => sum.toUpperCase())],
    [what, folder, ...sums.map((sum) => sum.replace(/^\w+/, ''))],
    [what, folder, ...sums.map((sum) => sum.replace(':/usr/', ':/usr/../etc/'))],
    [what, folder, `*:${binaryOf('usr')}`, ...sums.slice(1)],
    [what, '', ...sums],
    [what, '/', ...sums],
    [what, join(folder, 'none'), ...sums],
  ];
  for (const one of asked) {
    const { status } = runRootSide(system, one);
    expect(status, one.join(' ')).toBeGreaterThanOrEqual(rootCode.usage);
    expect(status, one.join(' ')).toBeLessThan(60);
  }
  expect(system.changed()).toEqual([]);
});

test('a unit that starts something else is refused, whatever its checksum', () => {
  for (const [from, to] of [
    [/^ExecStart=.*$/m, 'ExecStart=/bin/sh -c id'],
    [/^Restart=/m, 'ExecStartPre=/bin/true\nRestart='],
    [/^Restart=/m, '  ExecStopPost=/bin/true\nRestart='],
  ] as const) {
    const { status } = install('local', (name) =>
      name === 'brainkernel-helper.service'
        ? Buffer.from(sampleContent(name).toString().replace(from, to))
        : sampleContent(name),
    );
    expect(status).toBe(rootCode.strangeUnit);
  }
  expect(system.changed()).toEqual([]);
});

test('a link in the place of a target is replaced, and what it led to is left', () => {
  const victim = '/etc/victim';
  system.sh(`echo precious > ${victim}; ln -s ${victim} ${binaryOf('usr')}`);
  expect(install('usr').status).toBe(0);
  expect(contentOf(victim)).toBe('precious\n');
  expect(lstatSync(system.path(binaryOf('usr'))).isSymbolicLink()).toBe(false);
});

test('a folder in the place of a target, or one that others may write to, is refused', () => {
  const target = layouts.usr[4]?.path ?? '';
  system.sh(`mkdir -p ${target}`);
  expect(install('usr').status).toBe(rootCode.unsafeFolder);
  system.sh(`rmdir ${target}; chmod 777 /usr/share/polkit-1/actions`);
  expect(install('usr').status).toBe(rootCode.unsafeFolder);
  system.sh('chmod 755 /usr/share/polkit-1/actions; chown 1 /usr/share/polkit-1');
  expect(install('usr').status).toBe(rootCode.unsafeFolder);
  system.sh('chown 0 /usr/share/polkit-1; mkdir /etc/elsewhere; chmod 777 /etc/elsewhere');
  system.sh('mkdir /etc/elsewhere/actions; mv /usr/share/polkit-1/actions /usr/share/polkit-1/before');
  system.sh('ln -s /etc/elsewhere/actions /usr/share/polkit-1/actions');
  expect(install('usr').status).toBe(rootCode.unsafeFolder);
  expect(pathsOf('usr').filter((path) => existsSync(system.path(path)))).toEqual([]);
  // nothing is made below a folder that others may write to either
  system.sh('rmdir /usr/local/share/dbus-1 2>/dev/null || :; ln -s /etc/elsewhere /usr/local/share/dbus-1');
  expect(install('local').status).toBe(rootCode.unsafeFolder);
  expect(system.sh('ls /etc/elsewhere')).toBe('actions');
});

test('to bash, which is sh elsewhere, the text means the same', () => {
  system.sh('mkdir /etc/elsewhere; ln -s /bin/bash /etc/elsewhere/sh');
  for (const args of [
    stageSample(system.folder, 'usr').args,
    ['uninstall'],
    stageSample(system.folder, 'local').args,
  ]) {
    const [, ...command] = rootCommand(args);
    const { status, stderr } = system.run(['/etc/elsewhere/sh', ...command]);
    expect([status, stderr]).toEqual([0, '']);
  }
  system.sh('rm -r /etc/elsewhere');
  expect(system.changed()).toEqual(pathsOf('local'));
});

test('a unit that the owner of the machine masked stays masked', () => {
  const masked = '/etc/systemd/system/brainkernel-helper.service';
  system.sh(`ln -s /dev/null ${masked}`);
  expect(install('usr').status).toBe(0);
  expect(runRootSide(system, ['uninstall']).status).toBe(0);
  expect(system.changed()).toEqual([masked]);
});

test.each(bothLayouts)(
  '%s: uninstalled, nothing is left, runtime directory included; a second time as well',
  (layout) => {
    const folders = () => system.sh('find /usr/local /etc /run -type d | sort');
    const before = folders();
    install(layout);
    system.sh('mkdir -m 700 /run/brainkernel-helper; echo > /run/brainkernel-helper/changes');
    for (let times = 0; times < 2; times++) {
      const { status, stderr } = runRootSide(system, ['uninstall']);
      expect([status, stderr]).toEqual([0, '']);
      expect(system.changed()).toEqual([]);
      const found = system.sh("find /usr /etc /run -iname '*brainkernel*' -not -path '/usr/share/metainfo/*'");
      expect(found).toBe('');
    }
    expect(folders()).toBe(before);
  },
);

test('both layouts at once are removed; what cannot be is named', () => {
  install('usr');
  const copies = stageSample(system.folder, 'local');
  system.sh('mkdir /run/kept; cp -a --parents "$@" /run/kept', ...pathsOf('usr'));
  runRootSide(system, copies.args);
  system.sh('cp -a /run/kept/usr/. /usr/; rm -r /run/kept');
  expect(system.changed()).toEqual([...pathsOf('usr'), ...pathsOf('local')].toSorted());
  system.sh('mount -o remount,bind,ro /usr');
  const { status, stderr } = runRootSide(system, ['uninstall']);
  expect(status).toBe(rootCode.leftOver);
  expect(stderr).toContain(binaryOf('usr'));
  system.sh('mount -o remount,bind,rw /usr');
  expect(runRootSide(system, ['uninstall']).status).toBe(0);
  expect(system.changed()).toEqual([]);
});

test('a helper of a package is neither replaced nor removed', () => {
  installPackage(system, binaryOf('usr'));
  expect(install('usr').status).toBe(rootCode.packaged);
  expect(install('local').status).toBe(rootCode.packaged);
  expect(runRootSide(system, ['uninstall']).status).toBe(rootCode.packaged);
  expect(contentOf(binaryOf('usr'))).toBe('of a package');
});

test('links of the staging folder itself lead nowhere that root would not be told', () => {
  const { folder, args } = stageSample(system.folder, 'usr', { uid: NOBODY });
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  // the folder may be reached by a link of whoever asked: the bytes are compared all the same
  const [what = '', , ...sums] = args;
  expect(runRootSide(system, [what, link, ...sums], { PKEXEC_UID: String(NOBODY) }).status).toBe(0);
  unlinkSync(link);
  symlinkSync('/root', link);
  runRootSide(system, ['uninstall']);
  expect(runRootSide(system, [what, link, ...sums], { PKEXEC_UID: String(NOBODY) }).status).toBe(rootCode.unreadable);
});
