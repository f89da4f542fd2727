import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cgroupLayout, readRegime, systemRoots } from './regime.ts';
import type { Roots } from './regime.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'regime-'));
});
afterEach(() => rm(root, { recursive: true }));

const rootsAt = (directory: string): Roots => ({
  proc: join(directory, 'proc'),
  sys: join(directory, 'sys'),
  run: join(directory, 'run'),
});

async function machine(files: Readonly<Record<string, string>>): Promise<Roots> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return rootsAt(root);
}

const v2 = '24 1 0:22 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n';
const v1 = '32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n';
const manager = 'sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/cgroup.controllers';
const kernel = {
  'proc/sys/kernel/sched_autogroup_enabled': '1\n',
  'proc/sys/kernel/osrelease': '6.12.9-arch1-1\n',
  'proc/self/mountinfo': `22 1 0:20 / /proc rw - proc proc rw\n${v2}`,
  'proc/self/status': 'Name:\tnode\nCapEff:\t0000000000000000\n',
  'proc/self/limits':
    'Limit                     Soft Limit           Hard Limit           Units     \nMax nice priority         0                    0                    \n',
};
const desktop = { ...kernel, [manager]: 'cpu io memory pids\n', 'run/user/1000/systemd/private': '' };

test('a desktop of today: EEVDF with autogroup, cgroup v2, all delegated, no way back from a higher nice', async () => {
  expect(await readRegime(await machine(desktop), 1000)).toMatchObject({
    scheduler: 'eevdf',
    scxName: null,
    autogroup: true,
    cgroup: 'v2',
    userManager: true,
    delegated: ['cpu', 'io', 'memory', 'pids'],
    canRaisePriority: false,
    voidLevers: [{ lever: 'nice', why: expect.stringContaining('autogroup') as string }],
  });
});

test('a sched_ext scheduler is named, and the levers that it ignores are void', async () => {
  const roots = await machine({
    ...desktop,
    'sys/kernel/sched_ext/state': 'enabled\n',
    'sys/kernel/sched_ext/root/ops': 'lavd_1.0\n',
  });
  const regime = await readRegime(roots, 1000);
  expect(regime).toMatchObject({ scheduler: 'scx', scxName: 'lavd_1.0' });
  expect(regime.voidLevers.map(({ lever }) => lever)).toEqual(['cpuWeight', 'cpuMax']);
});

test('a kernel that could load one but has not is no sched_ext regime', async () => {
  const regime = await readRegime(await machine({ ...desktop, 'sys/kernel/sched_ext/state': 'disabled\n' }), 1000);
  expect(regime).toMatchObject({ scheduler: 'eevdf', scxName: null });
});

test.each([
  [
    'a nice limit of 20',
    { 'proc/self/limits': 'Max nice priority         20                   20                   \n' },
    true,
  ],
  [
    'a nice limit of 19',
    { 'proc/self/limits': 'Max nice priority         19                   40                   \n' },
    false,
  ],
  ['CAP_SYS_NICE', { 'proc/self/status': 'CapEff:\t0000000000800000\n' }, true],
  ['every other capability', { 'proc/self/status': 'CapEff:\t000001ffff7fffff\n' }, false],
])('with %s, priority can be raised again: %s', async (_, files, can) => {
  expect((await readRegime(await machine({ ...desktop, ...files }), 1000)).canRaisePriority).toBe(can);
});

test('an older kernel without a user manager: CFS, and no lever of units', async () => {
  const roots = await machine({
    ...kernel,
    'proc/sys/kernel/osrelease': '6.5.0',
    'proc/sys/kernel/sched_autogroup_enabled': '0',
    'proc/self/mountinfo': v1,
  });
  const regime = await readRegime(roots, 1000);
  expect(regime).toMatchObject({ scheduler: 'cfs', autogroup: false, cgroup: 'v1', userManager: false, delegated: [] });
  expect(regime.voidLevers.map(({ lever }) => lever).sort()).toEqual(['cpuMax', 'cpuWeight', 'ioWeight', 'memoryHigh']);
});

test('where nothing can be read, everything is unknown or off, and nothing is thrown', async () => {
  expect(await readRegime(rootsAt(join(root, 'nowhere')), 1000)).toMatchObject({
    scheduler: 'unknown',
    autogroup: false,
    cgroup: 'none',
    userManager: false,
    canRaisePriority: false,
  });
});

test('this machine has a scheduler and a cgroup layout', async () => {
  const regime = await readRegime(systemRoots, process.getuid?.() ?? 0);
  expect(regime.scheduler).not.toBe('unknown');
  expect(['v2', 'hybrid', 'v1', 'none']).toContain(regime.cgroup);
});

test.each([
  [v2, 'v2'],
  [v1, 'v1'],
  [v1 + v2, 'hybrid'],
  ['', 'none'],
  ['nonsense', 'none'],
])('mounts %j are the layout %s', (mountinfo, layout) => {
  expect(cgroupLayout(mountinfo)).toBe(layout);
});
