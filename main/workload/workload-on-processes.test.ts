import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSampler } from '../sampler/sampler.ts';
import type { Sampler } from '../sampler/snapshot.ts';
import type { ObservedApp } from './app.ts';
import { trustedLocation } from './executable.ts';
import { workloadWith } from './reading.fixture.ts';

let directory = '';
let sampler: Sampler | null = null;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'workload-'));
});
afterEach(async () => {
  sampler?.dispose();
  for (const child of children.splice(0)) {
    const exited = once(child, 'exit');
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    else continue;
    await exited;
  }
  await rm(directory, { recursive: true });
});

/** A real program that waits, under the name and in the place wanted. */
async function start(place: string): Promise<number> {
  const path = join(directory, place);
  await mkdir(dirname(path), { recursive: true });
  await copyFile('/usr/bin/sleep', path).catch((error: unknown) => {
    // it runs already: a second worker of it
    if (!(error instanceof Error && 'code' in error && error.code === 'ETXTBSY')) throw error;
  });
  const child = spawn(path, ['600'], { stdio: 'ignore' });
  children.push(child);
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('it was spawned, so it has a pid');
  return child.pid;
}

/** Apps that hold one of these processes, as a sampler of this machine sees them. */
async function appsWith(pids: readonly number[]): Promise<readonly ObservedApp[]> {
  sampler = createSampler();
  const observed = workloadWith().observe(await sampler.sample(), null);
  return observed.filter(({ app }) => app.processes.some(({ pid }) => pids.includes(pid)));
}

test('real workers of one indexer are one app, beside them an editor, a sound server and something unknown', async () => {
  const workers = [
    await start('x/tracker-miner-fs-3'),
    await start('x/tracker-miner-fs-3'),
    await start('x/tracker-miner-fs-3'),
  ];
  const others = [await start('opt/codium'), await start('y/pipewire'), await start('z/frobnicator')];
  const apps = await appsWith([...workers, ...others]);
  expect(apps.map(({ app }) => [app.category, app.processes.length]).sort()).toEqual([
    ['audio', 1],
    ['ide', 1],
    ['indexer', 3],
    ['unknown', 1],
  ]);
});

test('a program called like the sound server is protected like it, but lies where nobody favours it', async () => {
  const [observed] = await appsWith([await start('pipewire')]);
  expect(observed?.app.immune).toBe(true);
  expect(trustedLocation(observed?.app.program.exe ?? null)).toBe(false);
});

test('every process of this machine is in exactly one app', async () => {
  sampler = createSampler();
  const snapshot = await sampler.sample();
  const apps = workloadWith().observe(snapshot, null);
  const pids = apps.flatMap(({ app }) => app.processes.map(({ pid }) => pid));
  expect(new Set(pids).size).toBe(pids.length);
  expect(pids.length).toBe(snapshot.processes.size);
});
