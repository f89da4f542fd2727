import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openCrashGuard } from './crash-guard.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'crash-guard-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});
const file = () => join(folder, 'data', 'starts.json');
/** A start whose process is gone before anything else happens. */
const crashedStart = () => {
  const guard = openCrashGuard(file());
  guard.dispose();
  return guard.safeMode;
};

test('the fourth start after three that went wrong is in safe mode, and stays there while they go wrong', () => {
  expect([crashedStart(), crashedStart(), crashedStart(), crashedStart(), crashedStart()]).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

test('a proper end in between begins the count anew', () => {
  crashedStart();
  crashedStart();
  openCrashGuard(file()).endedProperly();
  expect([crashedStart(), crashedStart(), crashedStart(), crashedStart()]).toEqual([false, false, false, true]);
});

test('a run that stays up for a minute was a sound one, even if it is killed later', () => {
  for (let start = 0; start < 3; start += 1) crashedStart();
  vi.useFakeTimers();
  const guard = openCrashGuard(file());
  expect(guard.safeMode).toBe(true);
  vi.advanceTimersByTime(59_000);
  expect(guard.mayStartAgain()).toBe(false);
  expect(readFileSync(file(), 'utf8')).toContain('4');
  vi.advanceTimersByTime(1_000);
  expect(guard.mayStartAgain()).toBe(true);
  guard.dispose();
  expect(crashedStart()).toBe(false);
});

test('a file that was damaged counts as nothing, and no half-written one is left', () => {
  crashedStart();
  writeFileSync(file(), '{"unfinishedStarts": 3');
  expect(crashedStart()).toBe(false);
  expect(existsSync(`${file()}.new`)).toBe(false);
});

test('a folder that cannot be made keeps nobody from starting', () => {
  writeFileSync(join(folder, 'data'), 'a file where the folder should be');
  expect(() => openCrashGuard(file()).endedProperly()).not.toThrow();
});
