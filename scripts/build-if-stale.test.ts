import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { staleParts } from './build-if-stale.ts';

let root: string;
const touch = (path: string, seconds: number): void => {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, seconds, seconds);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  for (const source of ['contract/calls.ts', 'main/engine.ts', 'preload/preload.ts', 'renderer/app.tsx'])
    touch(source, 100);
  for (const built of ['engine/headless.js', 'renderer/index.html', 'main/main.js', 'preload/preload.cjs'])
    touch(`out/${built}`, 200);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const all = ['engine', 'screens', 'desktop'] as const;

test('nothing is built again while every source is older', () => {
  expect(staleParts(root, all)).toEqual([]);
});

test.each([
  ['contract/calls.ts', ['engine', 'screens', 'desktop']],
  ['main/engine.ts', ['engine', 'desktop']],
  ['main/desktop/tray.ts', ['engine', 'desktop']],
  ['preload/preload.ts', ['desktop']],
  ['renderer/app.tsx', ['screens']],
  ['renderer/public/icon.svg', ['screens']],
  ['electron.vite.config.ts', ['desktop']],
  ['main/engine.test.ts', []],
])('a newer %s makes %j stale', (source, stale) => {
  touch(source, 300);
  expect(staleParts(root, all)).toEqual(stale);
});

test('what was never built is stale, if it is asked for', () => {
  rmSync(join(root, 'out/preload'), { recursive: true });
  expect(staleParts(root, all)).toEqual(['desktop']);
  expect(staleParts(root, ['engine', 'screens'])).toEqual([]);
});
