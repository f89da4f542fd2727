import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StreamValue } from '../../contract/calls.ts';
import { anApp, aProcess } from '../processes/rows.test-data.ts';
import { applyProcesses, emptyTable } from './processes.ts';

type Update = StreamValue<'processes'>;
const update = (part: Partial<Update>): Update => ({
  at: 1,
  full: false,
  apps: [],
  appFigures: [],
  goneApps: [],
  rows: [],
  figures: [],
  gone: [],
  ...part,
});

test('a whole list replaces everything that was known', () => {
  const before = applyProcesses(
    emptyTable,
    update({ full: true, rows: [aProcess({ pid: 1 })], apps: [anApp({ id: 'a' })] }),
  );
  const after = applyProcesses(before, update({ full: true, rows: [aProcess({ pid: 2 })] }));
  expect([...after.rows.keys()]).toEqual([2]);
  expect(after.apps.size).toBe(0);
});

test('an update keeps the rows it does not name as the same objects', () => {
  const kept = aProcess({ pid: 1 });
  const before = applyProcesses(emptyTable, update({ full: true, rows: [kept, aProcess({ pid: 2, cpu: 0 })] }));
  const after = applyProcesses(before, update({ rows: [aProcess({ pid: 2, cpu: 0.5 })] }));
  expect(after.rows.get(1)).toBe(kept);
  expect(after.rows.get(2)?.cpu).toBe(0.5);
  expect(before.rows.get(2)?.cpu).toBe(0);
});

test('figures move a row that is known and make none that is not', () => {
  const before = applyProcesses(
    emptyTable,
    update({ full: true, rows: [aProcess({ pid: 1, memory: 5 })], apps: [anApp({ id: 'a' })] }),
  );
  const after = applyProcesses(
    before,
    update({
      figures: [
        [1, 0.5],
        [2, 0.5],
      ],
      appFigures: [['a', 0.5, 7]],
    }),
  );
  expect(after.rows.get(1)).toMatchObject({ cpu: 0.5, memory: 5 });
  expect(after.apps.get('a')).toMatchObject({ cpu: 0.5, memory: 7 });
  expect(after.rows.size).toBe(1);
});

test('a pid that went and came back in one update is the new process', () => {
  const before = applyProcesses(emptyTable, update({ full: true, rows: [aProcess({ pid: 1, startTime: 10 })] }));
  const after = applyProcesses(before, update({ gone: [1], rows: [aProcess({ pid: 1, startTime: 99 })] }));
  expect(after.rows.get(1)?.startTime).toBe(99);
});

test('after any updates the table holds exactly what a whole list would', () => {
  const change = fc.record({ rows: fc.array(fc.nat(20)), gone: fc.array(fc.nat(20)) });
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const expected = new Set<number>();
      let table = emptyTable;
      for (const { rows, gone } of changes) {
        for (const pid of gone) expected.delete(pid);
        for (const pid of rows) expected.add(pid);
        table = applyProcesses(table, update({ rows: rows.map((pid) => aProcess({ pid })), gone }));
      }
      expect(new Set(table.rows.keys())).toEqual(expected);
    }),
  );
});
