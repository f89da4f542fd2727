import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseName, privateDirectory, trustedLocation, unversionedName } from './executable.ts';

test.each([
  '/usr/bin/pipewire',
  '/bin/sh',
  '/opt/google/chrome/chrome',
  '/snap/firefox/4033/usr/lib/firefox/firefox',
  '/nix/store/abc-hello-2.12/bin/hello',
  '/var/lib/flatpak/app/org.gimp.GIMP/current/active/files/bin/gimp',
  '/app/bin/gimp',
])('%s lies where only the system puts programs', (exe) => {
  expect(trustedLocation(exe)).toBe(true);
});

test.each([
  '/tmp/pipewire',
  '/home/eve/usr/bin/pipewire',
  '/home/eve/.local/share/flatpak/app/x/bin/y',
  '/usr/../tmp/pipewire',
  'usr/bin/pipewire',
  '/var/tmp/x',
  '/dev/shm/Xorg',
  '/usrx/bin/x',
  '',
])('%s may be anybody’s', (exe) => {
  expect(trustedLocation(exe)).toBe(false);
});

test('an executable that may not be read is trusted with nothing', () => {
  expect(trustedLocation(null)).toBe(false);
});

test.each([
  ['/opt/x/bin/y', '/opt/x/'],
  ['/usr/lib/firefox/firefox', '/usr/lib/firefox/'],
  ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/WebKitWebProcess', '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/'],
  ['/snap/firefox/4033/usr/lib/firefox/firefox', '/snap/firefox/'],
  ['/var/lib/flatpak/app/org.gimp.GIMP/x/files/bin/gimp', '/var/lib/flatpak/app/org.gimp.GIMP/'],
  ['/home/ada/p/node_modules/vitest/dist/worker.js', '/home/ada/p/node_modules/vitest/'],
  ['/home/ada/p/node_modules/@vitest/runner/dist/x.js', '/home/ada/p/node_modules/@vitest/runner/'],
  ['/home/ada/.local/share/JetBrains/Toolbox/idea/bin/idea', '/home/ada/.local/share/JetBrains/'],
  ['/home/ada/.local/share/Steam/ubuntu12_32/steam', '/home/ada/.local/share/Steam/'],
  [
    '/home/ada/.local/share/Steam/steamapps/common/Factorio/bin/x64/factorio',
    '/home/ada/.local/share/Steam/steamapps/common/Factorio/',
  ],
  ['/usr/bin/ls', null],
  ['/usr/lib/systemd/systemd-logind', null],
  ['/usr/lib/jvm/java-17/bin/java', null],
  ['/home/ada/bin/x', null],
])('the install directory of %s is %s', (path, directory) => {
  expect(privateDirectory(path)).toBe(directory);
});

test.each([
  ['x86_64-linux-gnu-gcc-12', 'gcc'],
  ['python3.11', 'python'],
  ['clang++-16', 'clang++'],
  ['php8.2', 'php'],
  ['ld.bfd', 'ld.bfd'],
  ['tracker-miner-fs-3', 'tracker-miner-fs'],
  ['7z', '7z'],
  ['1234', '1234'],
])('%s without triple and version is %s', (name, bare) => {
  expect(unversionedName(name)).toBe(bare);
});

test('no path, however strange, makes these throw, and a private directory is always a part of its path', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.string()).map((parts) => `/${parts.join('/')}`),
      ),
      (path) => {
        baseName(path);
        unversionedName(path);
        trustedLocation(path);
        const directory = privateDirectory(path);
        expect(directory === null || path.startsWith(directory)).toBe(true);
      },
    ),
  );
});
