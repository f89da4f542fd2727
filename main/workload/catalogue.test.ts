import { expect, test } from 'vitest';
import { catalogue, knownExecutable, knownScript } from './catalogue.ts';

const namesOf = (kind: 'executable' | 'script'): readonly string[] =>
  catalogue
    .filter(({ runs }) => (kind === 'script' ? runs !== undefined : runs !== 'script'))
    .flatMap(({ names }) => names);

test('at least 400 programs are known', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(400);
});

test.each(['executable', 'script'] as const)('each %s name stands for one program', (kind) => {
  const names = namesOf(kind);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('names are exact basenames: no wildcards, no paths, nothing shorter than two letters', () => {
  const odd = catalogue.flatMap(({ names }) => names).filter((name) => name.length < 2 || /[*?[\]{}/\\\s]/.test(name));
  expect(odd).toEqual([]);
});

test('titles are unique within a category and not empty', () => {
  const titles = catalogue.map(({ category, title }) => `${category} ${title}`);
  expect(titles.filter((title, index) => titles.indexOf(title) !== index || title.endsWith(' '))).toEqual([]);
});

test('what freezes a machine or ruins an installation when stopped is immune', () => {
  const vital = [
    'systemd',
    'Xorg',
    'gnome-shell',
    'kwin_wayland',
    'pipewire',
    'wireplumber',
    'ibus-daemon',
    'dpkg',
    'apt',
    'NetworkManager',
    'polkitd',
    'sshd',
    'dbus-daemon',
  ];
  expect(vital.filter((name) => knownExecutable(`/usr/bin/${name}`)?.immune !== true)).toEqual([]);
});

test.each([
  ['/usr/libexec/tracker-miner-fs-3', 'indexer'],
  ['/usr/bin/baloo_file_extractor', 'indexer'],
  ['/usr/bin/updatedb.plocate', 'indexer'],
  ['/usr/bin/x86_64-linux-gnu-gcc-12', 'build'],
  ['/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus', 'build'],
  ['/usr/lib/go-1.22/pkg/tool/linux_amd64/compile', 'build'],
  ['/opt/google/chrome/chrome', 'browser'],
  ['/usr/share/code/code', 'ide'],
  ['/usr/bin/python3.11', 'runtime'],
  ['/usr/lib/packagekit/packagekitd', 'updater'],
  ['/tmp/pipewire', 'audio'],
])('%s is of category %s', (exe, category) => {
  expect(knownExecutable(exe)?.category).toBe(category);
});

test.each([
  '/usr/bin/firefox-helper-x',
  '/usr/bin/mypython3',
  '/tmp/not-xorg',
  '/home/ada/compile',
  '/usr/bin/postfix/other',
  '',
])('%s only looks like a known name and is unknown', (exe) => {
  expect(knownExecutable(exe)).toBeNull();
});

test('a version is no part of the name of those programs alone that distributions version', () => {
  expect(knownExecutable('/usr/bin/clang-16')?.category).toBe('build');
  expect(knownExecutable('/usr/bin/firefox-128')).toBeNull();
});

test('scripts, modules and jars are known by their own names', () => {
  expect(knownScript('/usr/bin/unattended-upgrade')?.category).toBe('updater');
  expect(
    knownScript('/usr/share/code/resources/app/extensions/node_modules/typescript/lib/tsserver.js')?.category,
  ).toBe('language-server');
  expect(knownScript('org.gradle.launcher.daemon.bootstrap.GradleDaemon')?.category).toBe('build');
  expect(knownScript('/home/ada/pipewire')).toBeNull();
});
