import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appFiguresOf,
  changeOf,
  processFigures,
  processFiguresOf,
  withAppFigures,
  withProcessFigures,
} from './figures.ts';
import type { AppRow, ProcessRow } from './machine.ts';

const row: ProcessRow = {
  pid: 7,
  startTime: 1,
  parentPid: 1,
  appId: 'a',
  name: 'seven',
  exe: null,
  user: 'me',
  state: 'S',
  threads: 1,
  cpu: 0.2,
  memory: 1,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  nice: 0,
  schedPolicy: 'other',
  setBy: 'default',
};
const app: AppRow = {
  id: 'a',
  name: 'A',
  icon: null,
  category: 'utility',
  kind: 'app',
  unit: null,
  known: 'catalogue',
  pids: [7],
  cpu: 0.2,
  memory: 1,
  ioRead: null,
  ioWrite: null,
  runDelay: null,
  cpuWeight: null,
  foreground: false,
  immune: false,
  treatment: null,
  lock: null,
};

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const rate = fc.option(number, { nil: null });
const moving = { cpu: number, memory: number, runDelay: rate, ioRead: rate, ioWrite: rate };
const movingProcess = fc.record({ ...moving, threads: fc.nat(), state: fc.constantFrom('S', 'R', 'D') });

test('a row with the figures of another moment is the row of that moment', () => {
  fc.assert(
    fc.property(movingProcess, movingProcess, (first, second) => {
      const before = { ...row, ...first };
      const now = { ...row, ...second };
      expect(withProcessFigures(before, processFigures.parse(processFiguresOf(now, before)))).toEqual(now);
    }),
  );
  fc.assert(
    fc.property(fc.record(moving), fc.record(moving), (first, second) => {
      const [before, now] = [
        { ...app, ...first },
        { ...app, ...second },
      ];
      expect(withAppFigures(before, appFiguresOf(now, before))).toEqual(now);
    }),
  );
});

test('figures that stayed at the end are not said again', () => {
  expect(processFiguresOf({ ...row, cpu: 0.5 }, row)).toEqual([7, 0.5]);
  expect(processFiguresOf({ ...row, runDelay: 3 }, row)).toEqual([7, 0.2, 1, 3]);
});

test('a row whose name, treatment or place changed is said whole', () => {
  expect(changeOf({ ...row }, row)).toBe('same');
  expect(changeOf({ ...row, state: 'R' }, row)).toBe('figures');
  expect(changeOf({ ...row, name: 'eight' }, row)).toBe('row');
  expect(changeOf({ ...app, pids: [7] }, app)).toBe('same');
  expect(changeOf({ ...app, pids: [7, 8] }, app)).toBe('row');
  expect(changeOf({ ...app, treatment: { action: 'throttle', decisionId: 'd' } }, app)).toBe('row');
});
