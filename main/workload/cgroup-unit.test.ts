import fc from 'fast-check';
import { expect, test } from 'vitest';
import { desktopIdOf, unitOf } from './cgroup-unit.ts';

const manager = '/user.slice/user-1000.slice/user@1000.service';
const id64 = 'a'.repeat(64);

test.each([
  // GNOME, KDE, other desktops
  [
    `${manager}/app.slice/app-gnome-org.mozilla.firefox-1234.scope`,
    'launched',
    'app-gnome-org.mozilla.firefox-1234.scope',
    'org.mozilla.firefox',
  ],
  [
    `${manager}/app.slice/app-gnome-visual\\x2dstudio\\x2dcode-77.scope`,
    'launched',
    'app-gnome-visual\\x2dstudio\\x2dcode-77.scope',
    'visual-studio-code',
  ],
  [
    `${manager}/app.slice/app-org.kde.dolphin-0a1b2c.scope`,
    'launched',
    'app-org.kde.dolphin-0a1b2c.scope',
    'org.kde.dolphin',
  ],
  [`${manager}/app.slice/app-firefox@8a6b3c.service`, 'launched', 'app-firefox@8a6b3c.service', 'firefox'],
  [
    `${manager}/app.slice/app-org.gnome.Evolution\\x2dalarm\\x2dnotify@autostart.service`,
    'launched',
    'app-org.gnome.Evolution\\x2dalarm\\x2dnotify@autostart.service',
    'org.gnome.Evolution-alarm-notify',
  ],
  [
    `${manager}/app.slice/dbus-:1.2-org.gnome.Nautilus@0.service`,
    'launched',
    'dbus-:1.2-org.gnome.Nautilus@0.service',
    'org.gnome.Nautilus',
  ],
  [`${manager}/app.slice/run-r1f2e.scope`, 'launched', 'run-r1f2e.scope', null],
  // Flatpak and snap
  [
    `${manager}/app.slice/app-flatpak-org.gimp.GIMP-4242.scope`,
    'sealed',
    'app-flatpak-org.gimp.GIMP-4242.scope',
    'org.gimp.GIMP',
  ],
  [
    `${manager}/app.slice/snap.firefox.firefox-7b0d1e1c-1111-2222-3333-444455556666.scope`,
    'launched',
    'snap.firefox.firefox-7b0d1e1c-1111-2222-3333-444455556666.scope',
    'firefox_firefox',
  ],
  ['/system.slice/snap.lxd.daemon.service', 'service', 'snap.lxd.daemon.service', null],
  // services
  [`${manager}/background.slice/tracker-miner-fs-3.service`, 'service', 'tracker-miner-fs-3.service', null],
  [`${manager}/session.slice/org.gnome.Shell@wayland.service`, 'service', 'org.gnome.Shell@wayland.service', null],
  ['/system.slice/postgresql@15-main.service', 'service', 'postgresql@15-main.service', null],
  [
    '/system.slice/system-postgresql.slice/postgresql@15-main.service/child',
    'service',
    'postgresql@15-main.service',
    null,
  ],
  // containers and machines
  [`/system.slice/docker-${id64}.scope`, 'sealed', `docker-${id64}.scope`, null],
  [`/docker/${id64}`, 'sealed', null, null],
  [`/system.slice/docker-${id64}.scope/init.scope`, 'sealed', `docker-${id64}.scope`, null],
  [`${manager}/user.slice/libpod-${id64}.scope/container`, 'sealed', `libpod-${id64}.scope`, null],
  [
    `/kubepods.slice/kubepods-burstable.slice/cri-containerd-${id64}.scope`,
    'sealed',
    `cri-containerd-${id64}.scope`,
    null,
  ],
  [
    '/machine.slice/machine-qemu\\x2d1\\x2dwin.scope/libvirt/emulator',
    'sealed',
    'machine-qemu\\x2d1\\x2dwin.scope',
    null,
  ],
  ['/lxc.payload.web/system.slice/nginx.service', 'sealed', null, null],
  // places that hold whatever a person starts
  ['/user.slice/user-1000.slice/session-2.scope', 'open', 'session-2.scope', null],
  [`${manager}/init.scope`, 'open', 'init.scope', null],
  ['/init.scope', 'open', 'init.scope', null],
  [`${manager}/app.slice/app-org.gnome.Terminal.slice/vte-spawn-1b2c.scope`, 'open', 'vte-spawn-1b2c.scope', null],
  [`${manager}/app.slice/brainkernel-0123456789ab.scope`, 'open', 'brainkernel-0123456789ab.scope', null],
  [manager, 'open', null, null],
  ['/', 'open', null, null],
  ['', 'open', null, null],
])('%s is %s', (cgroup, nature, unit, desktopId) => {
  expect(unitOf(cgroup)).toMatchObject({ nature, unit, desktopId });
});

test('a unit below a user manager is that user’s, and its path ends with the unit', () => {
  expect(unitOf(`${manager}/app.slice/app-x-1.scope/sub/group`)).toMatchObject({
    userManager: 1000,
    path: `${manager}/app.slice/app-x-1.scope`,
  });
  expect(unitOf('/system.slice/cron.service')).toMatchObject({ userManager: null });
});

test('any text is some place, and what it names is a part of the text', () => {
  const component = fc.oneof(
    fc.string(),
    fc.constantFrom('app-x-1.scope', 'user@1.service', '.scope', '.service', 'app-.service', 'a.slice'),
  );
  fc.assert(
    fc.property(
      fc.array(component).map((parts) => `/${parts.join('/')}`),
      (cgroup) => {
        const found = unitOf(cgroup);
        expect(cgroup.startsWith(found.path)).toBe(true);
        expect(found.unit === null || found.path.endsWith(found.unit)).toBe(true);
      },
    ),
  );
});

test('no unit name makes reading a desktop id throw', () => {
  fc.assert(fc.property(fc.string(), (unit) => void desktopIdOf(`app-${unit}.scope`)));
});
