import { expect, test } from 'vitest';
import type { StreamValue } from '../../contract/calls.ts';
import { anApp, aProcess } from '../processes/rows.test-data.ts';
import { applyProcesses, emptyTable } from './processes.ts';
import { createSeen, longMemory, shortMemory } from './seen.ts';

type Update = StreamValue<'processes'>;

/** A page that is told one thing after the other. */
function page() {
  const seen = createSeen();
  let table = emptyTable;
  return {
    seen,
    tell: (part: Partial<Update>) => {
      const nothing = { full: false, apps: [], appFigures: [], goneApps: [], rows: [], figures: [], gone: [] };
      const update = { at: table.at + 1000, ...nothing, ...part };
      table = applyProcesses(table, update);
      seen.remember(table, update);
    },
    cpuOf: (key: number | string) => seen.of(key).map(({ row }) => row.cpu),
  };
}

test('a row is written down when it changes and only then', () => {
  const { tell, cpuOf } = page();
  tell({ full: true, rows: [aProcess({ pid: 1, cpu: 0.1 })], apps: [anApp({ id: 'a', cpu: 0.1 })] });
  tell({});
  tell({ figures: [[1, 0.2]], appFigures: [['a', 0.3]] });
  expect(cpuOf(1)).toEqual([0.1, 0.2]);
  expect(cpuOf('a')).toEqual([0.1, 0.3]);
});

test('a minute is remembered, and what the row was when it began; the one that is kept, for five', () => {
  const { seen, tell } = page();
  seen.keepLonger(2);
  tell({ at: 1000, full: true, rows: [aProcess({ pid: 1 }), aProcess({ pid: 2 })] });
  for (let second = 2; second <= 400; second += 1)
    tell({
      at: second * 1000,
      figures: [
        [1, second],
        [2, second],
      ],
    });
  expect(seen.of(1)[0]?.at).toBe(400_000 - shortMemory);
  expect(seen.of(2)[0]?.at).toBe(400_000 - longMemory);
  expect(seen.of(2).length).toBeLessThanOrEqual(301);
});

test('what ended is forgotten, and another process with its number starts anew', () => {
  const { tell, cpuOf } = page();
  tell({ full: true, rows: [aProcess({ pid: 1, cpu: 1 }), aProcess({ pid: 2, cpu: 1 })] });
  tell({ gone: [2], rows: [aProcess({ pid: 1, startTime: 9, cpu: 0.5 })] });
  expect(cpuOf(1)).toEqual([0.5]);
  expect(cpuOf(2)).toEqual([]);
});

test('over a time in which nobody looked no line is drawn', () => {
  const { tell, cpuOf } = page();
  tell({ at: 1000, full: true, rows: [aProcess({ pid: 1, cpu: 1 })] });
  tell({ at: 9000, full: true, rows: [aProcess({ pid: 1, cpu: 0.5 })] });
  expect(cpuOf(1)).toEqual([0.5]);
});
