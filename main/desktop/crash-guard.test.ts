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
  expect(readFileSync(file(), 'utf8')).toContain('4');
  vi.advanceTimersByTime(1_000);
  guard.dispose();
  expect(crashedStart()).toBe(false);
});

test('a bug that strikes after minutes leads to safe mode at the third crash within a quarter of an hour, then to an end', () => {
  vi.useFakeTimers();
  const crashAfter = (minutes: number) => {
    const guard = openCrashGuard(file());
    vi.advanceTimersByTime(minutes * 60_000);
    return { safeMode: guard.safeMode, startsAgain: guard.crashed() };
  };
  for (const minutes of [10, 14, 2]) expect(crashAfter(minutes)).toEqual({ safeMode: false, startsAgain: true });
  // the first of them was too long ago
  expect(crashAfter(2)).toEqual({ safeMode: false, startsAgain: true });
  expect(crashAfter(2)).toEqual({ safeMode: true, startsAgain: false });
  vi.advanceTimersByTime(15 * 60_000);
  expect(openCrashGuard(file()).safeMode).toBe(false);
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
