import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCpuWeights } from './cpu-weights.ts';

let root: string;
let time = 0;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brainkernel-cgroup-'));
  time = 0;
});
afterEach(() => rmSync(root, { recursive: true }));

const group = (path: string, weight: string) => {
  mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, path, 'cpu.weight'), weight);
};
const weights = () => createCpuWeights(() => time, root);

test('the weight of a cgroup is read, and read again only when it has grown old', () => {
  group('/user.slice/app.scope', '100\n');
  const reader = weights();
  expect(reader.of('/user.slice/app.scope')).toBe(100);
  group('/user.slice/app.scope', '10\n');
  time = 4_999;
  reader.begin();
  expect(reader.of('/user.slice/app.scope')).toBe(100);
  time = 5_000;
  reader.begin();
  expect(reader.of('/user.slice/app.scope')).toBe(10);
});

test('no controller, no cgroup and no number are no weight', () => {
  group('/idle', 'default\n');
  const reader = weights();
  expect([reader.of('/idle'), reader.of('/gone')]).toEqual([null, null]);
});

test('a tick reads a few files, and the next ones the others', () => {
  const paths = Array.from({ length: 80 }, (_, index) => `/app-${index}.scope`);
  for (const path of paths) group(path, '50\n');
  const reader = weights();
  const known = () => paths.map(reader.of).filter((weight) => weight === 50).length;
  expect(known()).toBe(32);
  reader.begin();
  expect(known()).toBe(64);
  reader.begin();
  expect(known()).toBe(80);
});

test('of three hundred none is forgotten: each is read in turn, and in turn again', () => {
  const paths = Array.from({ length: 300 }, (_, index) => `/app-${index}.scope`);
  const reader = weights();
  for (const weight of [50, 60]) {
    for (const path of paths) group(path, `${weight}\n`);
    for (let tick = 0; tick < 20; tick++) {
      time += 1_000;
      reader.begin();
      paths.forEach(reader.of);
    }
    expect(new Set(paths.map(reader.of))).toEqual(new Set([weight]));
  }
});

test('what nobody asks for any more is forgotten', () => {
  group('/a.scope', '50\n');
  const reader = weights();
  reader.of('/a.scope');
  reader.begin();
  reader.begin();
  group('/a.scope', '60\n');
  expect(reader.of('/a.scope')).toBe(60);
});

/** Where this machine has a cgroup with a weight; null on v1. */
const weighed = readdirSync('/sys/fs/cgroup', { withFileTypes: true }).find(
  (entry) => entry.isDirectory() && readdirSync(join('/sys/fs/cgroup', entry.name)).includes('cpu.weight'),
);

test('on this machine it says what the kernel says', () => {
  const reader = createCpuWeights(() => 0);
  const path = `/${weighed?.name ?? 'system.slice'}`;
  const kernel = weighed ? Number(readFileSync(join('/sys/fs/cgroup', path, 'cpu.weight'), 'latin1')) : null;
  expect(reader.of(path)).toBe(kernel);
});
