/** The text of root where something goes wrong half-way: what was there before is there again, or all of it is there. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LayoutName } from './layout.ts';
import { layouts } from './layout.ts';
import { PrivateSystem, pathsOf, runRootSide, sampleContent, stageSample } from './private-system.fixture.ts';
import { rootCode, rootCommand } from './root-side.ts';

let system: PrivateSystem;
beforeEach(async () => {
  system = await PrivateSystem.start();
});
afterEach(() => system[Symbol.asyncDispose]());

const NOBODY = 65_534;
const install = (layout: LayoutName, content = sampleContent) =>
  runRootSide(system, stageSample(system.folder, layout, { content }).args);
const contentOf = (path: string): string => readFileSync(system.path(path), 'utf8');

test('a target that cannot be replaced: those before it are as they were', () => {
  install('usr', (name) =>
    name === 'brainkernel-helper' ? Buffer.from('the old one') : Buffer.from(`${sampleContent(name).toString()}\n`),
  );
  const held = layouts.usr[3]?.path ?? '';
  const before = pathsOf('usr').map(contentOf);
  // a mount point cannot be renamed over
  system.sh(`cp ${held} /run/held; mount --bind /run/held ${held}`);
  expect(install('usr').status).toBe(rootCode.noRoom);
  system.sh(`umount ${held}; rm /run/held`);
  expect(pathsOf('usr').map(contentOf)).toEqual(before);
  expect(system.changed()).toEqual(pathsOf('usr'));
});

test('whoever listened has gone: what was begun is taken back all the same', async () => {
  const held = layouts.usr[3]?.path ?? '';
  system.sh(`echo theirs > ${held}; cp ${held} /run/held; mount --bind /run/held ${held}`);
  const child = system.spawn(rootCommand(stageSample(system.folder, 'usr').args), 'pipe');
  child.stderr?.destroy();
  child.stdout?.destroy();
  await once(child, 'exit');
  system.sh(`umount ${held}; rm /run/held ${held}`);
  expect(system.changed()).toEqual([]);
});

test('a disk that is full: all five or none, and nothing half-written', async () => {
  const seen = new Set<number | null>();
  for (let kilobytes = 16; kilobytes <= 176; kilobytes += 16) {
    await using small = await PrivateSystem.start(`${kilobytes}k`);
    const { status } = runRootSide(small, stageSample(small.folder, 'usr').args);
    seen.add(status);
    expect([0, rootCode.noRoom]).toContain(status);
    expect(small.changed(), `${kilobytes} kB`).toEqual(status === 0 ? pathsOf('usr') : []);
  }
  expect(seen).toEqual(new Set([0, rootCode.noRoom]));
});

test('a /usr that is read-only is told apart', () => {
  system.sh('mount -o remount,bind,ro /usr');
  expect(install('usr').status).toBe(rootCode.readOnly);
  expect(system.changed()).toEqual([]);
});

test('told to stop at any moment: all five or none', async () => {
  const seen = new Set<number | null>();
  for (let wait = 0; wait < 150; wait += 25) {
    const { args } = stageSample(system.folder, 'usr');
    const child = system.spawn(rootCommand(args));
    await delay(wait);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];
    seen.add(code);
    const there = pathsOf('usr').filter((path) => existsSync(system.path(path)));
    expect(there, `after ${wait} ms`).toEqual(code === 0 ? pathsOf('usr') : []);
    // by the signal before it had begun, or by its own hand
    expect([null, 0, rootCode.interrupted]).toContain(code);

    install('usr');
    const removing = system.spawn(rootCommand(['uninstall']));
    await delay(wait);
    removing.kill('SIGTERM');
    await once(removing, 'exit');
    const kept = pathsOf('usr').filter((path) => existsSync(system.path(path)));
    expect([[], pathsOf('usr')]).toContainEqual(kept);
    runRootSide(system, ['uninstall']);
    expect(system.changed()).toEqual([]);
  }
  expect(seen.size).toBeGreaterThan(1);
});

test('one at a time; and nobody but root can keep it from beginning', () => {
  const lock = '/run/brainkernel-helper.lock';
  const { args } = stageSample(system.folder, 'usr');
  system.sh(`umask 077; : > ${lock}`);
  const script = `exec 8<${lock}; flock 8; exec "$@"`;
  expect(system.run(['sh', '-c', script, 'sh', ...rootCommand(args)]).status).toBe(rootCode.busy);
  const asNobody = ['setpriv', `--reuid=${NOBODY}`, '--clear-groups', 'flock', '--nonblock', lock, 'true'];
  expect(system.run(asNobody).status).not.toBe(0);
  expect(runRootSide(system, args).status).toBe(0);
  expect(system.changed()).toEqual(pathsOf('usr'));
});

test('what one that was killed left lying about is swept up by the next', () => {
  system.sh(
    'mkdir -m 700 /run/brainkernel-helper.abcdefghij; : > /run/brainkernel-helper.lock; ' +
      ': > /usr/libexec/.brainkernel-helper.brainkernel-new; : > /etc/dbus-1/system.d/.org.brainkernel.Helper1.conf.brainkernel-old',
  );
  expect(install('usr').status).toBe(0);
  expect(system.changed()).toEqual(pathsOf('usr'));
  expect(existsSync(system.path('/run/brainkernel-helper.abcdefghij'))).toBe(false);
});
