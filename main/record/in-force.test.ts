import { expect, test } from 'vitest';
import { anApp } from '../decide/case.fixture.ts';
import { createInForceSet } from './in-force.ts';

test('a process that got the pid of a treated one is not under its treatment', () => {
  const set = createInForceSet();
  const treated = { pid: 7, startTime: 100 };
  const other = { pid: 8, startTime: 100 };
  set.add({
    decisionId: 'd1',
    app: anApp(),
    action: 'hold-back',
    byPerson: true,
    handSet: null,
    only: true,
    processes: [treated],
    appliedAt: 0,
    before: [],
    after: [],
    measured: false,
    calmChecks: 0,
  });
  set.join('d1', [treated, other]);
  expect(set.ofProcess(treated)?.processes).toEqual([treated, other]);
  expect(set.ofProcess({ pid: 7, startTime: 101 })).toBeNull();

  set.forget([treated]);
  expect([set.ofProcess(treated), [...set.pids()]]).toEqual([null, [8]]);
});
