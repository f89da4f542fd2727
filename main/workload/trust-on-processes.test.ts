import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { immunityAgainst } from '../guard/immunity.ts';
import { createSampler } from '../sampler/sampler.ts';
import type { Sampler } from '../sampler/snapshot.ts';
import type { App, Workload } from './app.ts';
import { createChecksums } from './packages/checksum.ts';
import { createDpkgIndex } from './packages/dpkg.ts';
import type { PackageIndex } from './packages/package-index.ts';
import { workloadWith } from './reading.fixture.ts';
import { createTrustIndex } from './trust-index.ts';
import type { TrustIndex } from './trust-index.ts';

const asRoot = process.getuid?.() === 0;
const ordinary = 1234;

let directory = '';
let sampler: Sampler;
let trust: TrustIndex;
let packages: PackageIndex;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'trust-'));
  // an ordinary user's folder, whoever runs the test
  if (asRoot) await chown(directory, ordinary, ordinary);
  await chmod(directory, 0o755);
  sampler = createSampler();
});
afterEach(async () => {
  sampler.dispose();
  trust.dispose();
  packages.dispose();
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
  await rm(directory, { recursive: true });
});

/** @param dpkg dpkg's database */
function workload(dpkg?: string): Workload {
  packages = createDpkgIndex(dpkg);
  trust = createTrustIndex(createChecksums(dpkg), { gather: 1, again: 1, confirm: 30 });
  return workloadWith({ packages, trust });
}

/** A program that waits, as an ordinary user would put it there. */
async function place(path: string): Promise<string> {
  const file = join(directory, path);
  await mkdir(dirname(file), { recursive: true });
  await copyFile('/usr/bin/sleep', file);
  if (asRoot) await chown(file, ordinary, ordinary);
  return file;
}

async function start(file: string, argv0 = file): Promise<number> {
  const child = spawn(file, ['600'], { stdio: 'ignore', argv0 });
  children.push(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('it was spawned, so it has a pid');
  return child.pid;
}

/** The app of a process, once it is as wanted. */
async function appOf(pid: number, of: Workload, wanted: (app: App) => boolean = settled): Promise<App> {
  return vi.waitFor(
    async () => {
      const observed = of.observe(await sampler.sample(), null);
      const app = observed.find((one) => one.app.processes.some((process) => process.pid === pid))?.app;
      if (app === undefined || !wanted(app)) throw new Error(`not yet: ${JSON.stringify(app?.trust)}`);
      return app;
    },
    { timeout: 60_000, interval: 10 },
  );
}
const settled = ({ trust: found }: App): boolean => (found?.findings.length ?? 0) > 0;
const found = ({ trust: of }: App): readonly unknown[] => of?.findings.map((finding) => finding.found) ?? [];

describe('a program of somebody’s that is called like a protected one', () => {
  test.each(['pipewire', 'Xorg', 'sshd', 'gnome-shell', 'polkitd', 'dbus-daemon', 'systemd'])(
    '%s has neither its standing nor its protection',
    async (name) => {
      const app = await appOf(await start(await place(name)), workload());
      expect(app).toMatchObject({
        category: 'unknown',
        known: 'unknown',
        immune: false,
        name,
        trust: { level: 'suspect' },
      });
      expect(found(app)).toContain('trust.place.anywhere');
      expect(immunityAgainst('end', app, true, [])).toBeNull();
      expect(immunityAgainst('end', app, false, [])).toMatch(/only by a person/);
    },
  );

  test('is protected until that is known', async () => {
    const pid = await start(await place('pipewire'));
    const of = workload();
    const first = of
      .observe(await sampler.sample(), null)
      .find(({ app }) => app.processes.some((one) => one.pid === pid));
    expect(first?.app).toMatchObject({ category: 'audio', immune: true, trust: { level: 'plain', findings: [] } });
    await appOf(pid, of, (app) => !app.immune);
  });

  test('may be a script', async () => {
    const script = join(directory, 'tuned');
    await writeFile(script, '#!/bin/sh\nwhile :; do read line; done\n', { mode: 0o755 });
    if (asRoot) await chown(script, ordinary, ordinary);
    const child = spawn(script, { stdio: ['pipe', 'ignore', 'ignore'] });
    children.push(child);
    await once(child, 'spawn');
    const app = await appOf(child.pid ?? 0, workload(), (one) => one.program.script === script && settled(one));
    expect(app).toMatchObject({ category: 'unknown', immune: false, trust: { level: 'suspect' } });
  });

  test('may be a link to another program, or only say so', async () => {
    const linked = join(directory, 'pipewire');
    await symlink('/usr/bin/sleep', linked);
    const of = workload();
    for (const pid of [await start(linked), await start('/usr/bin/sleep', '/usr/sbin/sshd')]) {
      const app = await appOf(pid, of, (one) => one.trust?.level === 'suspect');
      expect(app).toMatchObject({ category: 'unknown', immune: false, program: { exe: '/usr/bin/sleep' } });
      expect(found(app)).toContain('trust.name.borrowed');
    }
  });
});

test.runIf(asRoot)('a protected program that only root can have put where it is keeps its protection', async () => {
  await chown(directory, 0, 0);
  const file = join(directory, 'pipewire');
  await copyFile('/usr/bin/sleep', file);
  const app = await appOf(await start(file), workload());
  expect(app).toMatchObject({ category: 'audio', immune: true, trust: { level: 'plain' } });
});

test('a program of a package is verified once it was worth comparing, and is what it is', async () => {
  const of = workload();
  const pid = await start('/usr/bin/sleep');
  const app = await appOf(pid, of, (one) => one.program.package !== null && settled(one));
  expect(app.trust?.level).toBe('plain');
  const busy = spawn('/usr/bin/yes', { stdio: 'ignore' });
  children.push(busy);
  await once(busy, 'spawn');
  const verified = await appOf(busy.pid ?? 0, of, (one) => one.trust?.level === 'verified');
  expect(found(verified)).toEqual(
    expect.arrayContaining(['trust.place.system', 'trust.owner.root', 'trust.checksum.matches']),
  );
});

test('a program that is not as its package installed it is suspect once that is sure', async () => {
  const dpkg = join(directory, 'dpkg');
  await mkdir(join(dpkg, 'info'), { recursive: true });
  await writeFile(
    join(dpkg, 'status'),
    'Package: naps\nStatus: install ok installed\nSection: sound\nVersion: 3\nDescription: naps\n',
  );
  await writeFile(join(dpkg, 'info/naps.list'), '/.\n/usr/bin/yes\n');
  await writeFile(join(dpkg, 'info/naps.md5sums'), `${'0'.repeat(32)}  usr/bin/yes\n`);
  const busy = spawn('/usr/bin/yes', { stdio: 'ignore' });
  children.push(busy);
  await once(busy, 'spawn');
  const app = await appOf(busy.pid ?? 0, workload(dpkg), (one) => one.trust?.level === 'suspect');
  expect(found(app)).toContain('trust.checksum.differs');
  expect(app.program.package?.name).toBe('naps');
});

test('a binary that was replaced while it ran, and one that is gone, are told apart and held against nobody', async () => {
  const [replaced, gone] = [await place('builds/mine'), await place('builds/other')];
  const pids = [await start(replaced), await start(gone)];
  await Promise.all([rm(replaced), rm(gone)]);
  await place('builds/mine');
  const of = workload();
  const apps = [];
  for (const pid of pids) apps.push(await appOf(pid, of));
  expect(apps.map(({ trust: one }) => one?.level)).toEqual(['plain', 'plain']);
  expect(apps.map((app) => found(app).at(-1))).toEqual(['trust.file.replaced', 'trust.file.deleted']);
});

test('names with line breaks, other scripts and options are judged like any other; what a person would read the same does not pass', async () => {
  const of = workload();
  const odd = ['two\nlines', '-rf', 'ünïcödé', '\u202Egnp', 'pipewire (deleted)', ' pipewire', 'pipewire '];
  const levels = [];
  for (const name of odd) {
    const app = await appOf(await start(await place(join('odd', name))), of);
    expect([name, app.immune]).toEqual([name, false]);
    levels.push(app.trust?.level);
  }
  expect(levels).toEqual(['plain', 'plain', 'plain', 'plain', 'suspect', 'suspect', 'suspect']);
});

test('an indexer that lies where it likes is an indexer: its name protects nothing', async () => {
  const app = await appOf(await start(await place('tracker-miner-fs-3')), workload());
  expect(app).toMatchObject({ category: 'indexer', trust: { level: 'plain' } });
});
