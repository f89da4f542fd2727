import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFileLog, logFileIn } from './log.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each message is one line with its time, in a file that only its owner may read', () => {
  const data = join(folder, 'data');
  const log = createFileLog(data);
  log.info('first %s {y} {text}');
  log.warn('second\nwith a stack\u001b[31m');
  const lines = readFileSync(logFileIn(data), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => line.replace(/^\S+Z /, ''))).toEqual([
    'info first %s {y} {text}',
    'warn second | with a stack [31m',
  ]);
  expect(statSync(logFileIn(data)).mode & 0o777).toBe(0o600);
});

test('what looks like a key does not reach the file', () => {
  createFileLog(folder).warn('refused: gsk_abcdefghijklmnop1234 is wrong');
  expect(readFileSync(logFileIn(folder), 'utf8')).toContain('refused: <secret> is wrong');
});

test('it does not grow for ever: a full file makes room, and one old one is kept', () => {
  const log = createFileLog(folder);
  for (let line = 0; line < 2_000; line += 1) log.info('x'.repeat(3_000));
  const sizes = [logFileIn(folder), join(folder, 'desktop.old.log')].map((file) => statSync(file).size);
  for (const size of sizes) expect(size).toBeLessThan(1024 * 1024 + 8_000);
});
