import { expect, test } from 'vitest';
import { lineageOf } from './lineage.ts';
import { aProcess } from './rows.test-data.ts';

const rowsOf = (...list: readonly (readonly [pid: number, parentPid: number])[]) =>
  new Map(list.map(([pid, parentPid]) => [pid, aProcess({ pid, parentPid })]));
const line = (of: number, rows: ReturnType<typeof rowsOf>) => {
  const process = rows.get(of);
  return process && lineageOf(process, { rows }).map(({ pid }) => pid);
};

test('a lineage is told from the oldest on', () => {
  expect(line(30, rowsOf([1, 0], [10, 1], [20, 10], [30, 20]))).toEqual([1, 10, 20]);
});

test('it ends where a parent cannot be seen', () => {
  expect(line(30, rowsOf([20, 10], [30, 20]))).toEqual([20]);
});

test('pids that point at each other do not make it endless', () => {
  expect(line(30, rowsOf([20, 30], [30, 20]))).toEqual([20]);
});
