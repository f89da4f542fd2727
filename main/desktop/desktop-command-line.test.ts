import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argsForRestart, isUsualData, parseDesktopCommand, secondStart } from './desktop-command-line.ts';

const home = { HOME: '/home/ada' };

test('the flags of the engine mean here what they mean there', () => {
  const args = ['--data-dir', '/tmp/bk', '--mode=assist', '--strategy', 'aggressive', '--set', 'llm.provider="none"'];
  expect(parseDesktopCommand(args, home)).toEqual({
    ok: true,
    value: {
      kind: 'run',
      dataDirectory: '/tmp/bk',
      overrides: { 'llm.provider': 'none', mode: 'assist', strategy: 'aggressive', 'strategy.pinned': true },
      hidden: false,
      route: null,
    },
  });
});

test('what is meant for Chromium, Electron or the AppImage is left to them', () => {
  const args = ['.', '--no-sandbox', '--ozone-platform=x11', '--enable-features=A,B', '--hidden', '-x', 'file:///a'];
  expect(parseDesktopCommand(args, home)).toMatchObject({
    ok: true,
    value: { kind: 'run', dataDirectory: '/home/ada/.local/share/brainkernel', overrides: {}, hidden: true },
  });
});

test('a wrong value of a flag of ours is said', () => {
  expect(parseDesktopCommand(['--mode', 'bold'], home)).toMatchObject({ ok: false });
  expect(parseDesktopCommand(['--mode', '--hidden'], home)).toMatchObject({ ok: false });
  expect(parseDesktopCommand(['--data-dir'], home)).toMatchObject({ ok: false });
});

test('help and version are asked for in the usual way', () => {
  expect(parseDesktopCommand(['--version'], home)).toEqual({ ok: true, value: { kind: 'version' } });
  expect(parseDesktopCommand(['--help', '--hidden'], home)).toEqual({ ok: true, value: { kind: 'help' } });
});

test('a route leads into the screens and nowhere else', () => {
  const routeOf = (...args: readonly string[]) => {
    const parsed = parseDesktopCommand(args, home);
    return parsed.ok && parsed.value.kind === 'run' ? parsed.value.route : 'not a run';
  };
  expect(routeOf('--route', '#/decisions/a%20b')).toBe('#/decisions/a%20b');
  expect(routeOf('--route=#/settings')).toBe('#/settings');
  expect(secondStart.parse({ route: '#/settings' })).toEqual({ route: '#/settings' });
  for (const wrong of ['https://example.org', '#/<script>', '', '#/a"b', '../x']) {
    expect(routeOf('--route', wrong)).toBeNull();
    expect(secondStart.parse({ route: wrong })).toEqual({ route: null });
  }
  expect(secondStart.parse(undefined)).toEqual({ route: null });
});

test('the usual data are those of a start without --data-dir', () => {
  expect(isUsualData('/home/ada/.local/share/brainkernel', home)).toBe(true);
  expect(isUsualData('/tmp/x', home)).toBe(false);
});

test('a start after a crash has the same flags, but for those of the window', () => {
  const args = ['--data-dir', '/tmp/bk', '--route', '#/settings', '--hidden', '--ozone-platform=x11'];
  expect(argsForRestart(args, true)).toEqual(['--data-dir', '/tmp/bk', '--ozone-platform=x11']);
  expect(argsForRestart(args, false)).toEqual(['--data-dir', '/tmp/bk', '--ozone-platform=x11', '--hidden']);
});

test('no command line makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (args) => {
      expect(typeof parseDesktopCommand(args, home).ok).toBe('boolean');
    }),
  );
});
