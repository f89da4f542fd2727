import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownEnvironment, replaceEnvironment, toolEnvironment } from './tool-environment.ts';

test('inside an AppImage, what its start script put in front is taken away again', () => {
  const mount = '/tmp/.mount_BrainKxyz';
  expect(
    toolEnvironment({
      APPDIR: mount,
      APPIMAGE: '/home/ada/BrainKernel.AppImage',
      ARGV0: './BrainKernel.AppImage',
      OWD: '/home/ada',
      HOME: '/home/ada',
      PATH: `${mount}:${mount}/usr/sbin:/usr/local/bin:/usr/bin`,
      XDG_DATA_DIRS: `${mount}/usr/share/:/usr/share/ubuntu:/usr/share/gnome:/usr/local/share/:/usr/share/`,
      LD_LIBRARY_PATH: `${mount}/usr/lib`,
      GSETTINGS_SCHEMA_DIR: `${mount}/usr/share/glib-2.0/schemas`,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
    }),
  ).toEqual({
    HOME: '/home/ada',
    PATH: '/usr/local/bin:/usr/bin',
    XDG_DATA_DIRS: '/usr/share/ubuntu:/usr/share/gnome:/usr/local/share/:/usr/share/',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
  });
});

test('a library path that the person set themselves is kept', () => {
  const environment = { APPDIR: '/m', LD_LIBRARY_PATH: '/m/usr/lib:/opt/cuda/lib' };
  expect(toolEnvironment(environment)).toEqual({ LD_LIBRARY_PATH: '/opt/cuda/lib' });
});

test('a folder that only begins like the mount point is not inside of it', () => {
  expect(toolEnvironment({ APPDIR: '/m', PATH: '/mine/bin:/m/bin' })).toEqual({ PATH: '/mine/bin' });
});

test('APPIMAGE is believed only where this program lies in what that file mounted', () => {
  const environment = { APPIMAGE: '/home/ada/Some.AppImage', APPDIR: '/m', HOME: '/home/ada' };
  expect(ownEnvironment(environment, '/m/brainkernel')).toEqual(environment);
  for (const elsewhere of ['/opt/BrainKernel/brainkernel', '/mine/brainkernel'])
    expect(ownEnvironment(environment, elsewhere)).toEqual({ APPDIR: '/m', HOME: '/home/ada' });
  expect(ownEnvironment({ APPIMAGE: '/x.AppImage' }, '/opt/brainkernel')).toEqual({});
});

test('what child processes inherit is replaced in place', () => {
  const live = { APPDIR: '/m', PATH: '/m:/usr/bin', HOME: '/home/ada' };
  replaceEnvironment(live, toolEnvironment(live));
  expect(live).toEqual({ PATH: '/usr/bin', HOME: '/home/ada' });
});

test('outside of an AppImage nothing is changed', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (environment) => {
      fc.pre(!('APPDIR' in environment));
      expect(toolEnvironment(environment)).toBe(environment);
    }),
  );
});

test('no entry below the mount point survives, whatever the variable', () => {
  const entry = fc.oneof(fc.constant('/m'), fc.constant('/m/x'), fc.constantFrom('/usr/bin', '', 'relative'));
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[A-Z]{1,8}$/), fc.array(entry)), (lists) => {
      const environment = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, list.join(':')]));
      for (const value of Object.values(toolEnvironment({ ...environment, APPDIR: '/m' })))
        expect(value?.split(':').some((one) => one === '/m' || one.startsWith('/m/'))).toBe(false);
    }),
  );
});
