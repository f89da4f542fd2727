import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import { linesOf } from './process-lines.ts';
import { columnIds } from './process-list.ts';
import type { ListQuery, ListRow } from './process-list.ts';
import { anApp, aProcess } from './rows.test-data.ts';

const tableOf = (apps: readonly AppRow[], processes: readonly ProcessRow[]) => ({
  at: 1,
  apps: new Map(apps.map((app) => [app.id, app])),
  rows: new Map(processes.map((process) => [process.pid, process])),
});
const query = (part: Partial<ListQuery> = {}): ListQuery => ({
  search: '',
  sort: { id: 'cpu', desc: true },
  open: new Set(),
  ...part,
});
const listRows = (...of: Parameters<typeof linesOf>) => linesOf(...of).slice(0, Infinity);
const label = (row: ListRow) => (row.kind === 'app' ? row.app.name : `  ${row.process.name}`);

const browser = anApp({ id: 'b', name: 'Firefox', pids: [10, 11, 12], cpu: 0.3, runDelay: 2 });
const indexer = anApp({ id: 'i', name: 'Tracker', pids: [20], cpu: 0.9, runDelay: null, category: 'indexer' });
const table = tableOf(
  [browser, indexer],
  [
    aProcess({ pid: 10, appId: 'b', name: 'firefox', startTime: 5, cpu: 0.1, exe: '/usr/lib/firefox/firefox' }),
    aProcess({ pid: 11, appId: 'b', name: 'Web Content', startTime: 7, cpu: 0.2 }),
    aProcess({ pid: 12, appId: 'b', name: 'RDD Process', startTime: 6, cpu: 0, user: 'bob' }),
    aProcess({ pid: 20, appId: 'i', name: 'tracker-miner-f', startTime: 9, cpu: 0.9 }),
  ],
);
const lines = (part: Partial<ListQuery>) => listRows(table, query(part)).map(label);

test('apps stand folded, busiest first', () => {
  expect(lines({})).toEqual(['Tracker', 'Firefox']);
});

test('an unfolded app is followed by its processes in the same order', () => {
  expect(lines({ open: new Set(['b']) })).toEqual([
    'Tracker',
    'Firefox',
    '  Web Content',
    '  firefox',
    '  RDD Process',
  ]);
});

test('an app of one process stays one line even when unfolded', () => {
  expect(lines({ open: new Set(['i']) })).toEqual(['Tracker', 'Firefox']);
});

test.each([
  ['a part of the name', 'web', ['Firefox', '  Web Content']],
  ['a part of the path', 'lib/firefox', ['Firefox', '  firefox']],
  ['the user', 'bob', ['Firefox', '  RDD Process']],
  ['the beginning of a pid', '12', ['Firefox', '  RDD Process']],
  ['several words, each of them', 'process bob', ['Firefox', '  RDD Process']],
  ['the name of the app, which leaves it folded', 'FIREFOX', ['Firefox']],
  ['nothing there is', 'emacs', []],
])('a search finds %s and keeps the app above it', (_, search, expected) => {
  expect(lines({ search })).toEqual(expected);
});

test('what is not known comes last in both directions', () => {
  expect(lines({ sort: { id: 'waits', desc: true } })).toEqual(['Firefox', 'Tracker']);
  expect(lines({ sort: { id: 'waits', desc: false } })).toEqual(['Firefox', 'Tracker']);
});

test('the oldest process of an app stands for it', () => {
  const [row] = listRows(table, query({ search: 'firefox' }));
  expect(row?.kind === 'app' && row.main?.pid).toBe(10);
});

test('every process is listed once below its app, whatever the order', () => {
  const processes = fc.uniqueArray(
    fc.record({
      pid: fc.integer({ min: 1, max: 999 }),
      app: fc.nat(5),
      cpu: fc.double({ min: 0, max: 8, noNaN: true }),
    }),
    { selector: ({ pid }) => pid, maxLength: 40 },
  );
  fc.assert(
    fc.property(processes, fc.constantFrom(...columnIds), fc.boolean(), (list, id, desc) => {
      const rows = list.map(({ pid, app, cpu }) => aProcess({ pid, appId: `a${app}`, cpu }));
      const apps = [...new Set(rows.map((row) => row.appId))].map((appId) =>
        anApp({ id: appId, name: appId, pids: rows.filter((row) => row.appId === appId).map(({ pid }) => pid) }),
      );
      const open = new Set(apps.map((app) => app.id));
      const lines = linesOf(tableOf(apps, rows), query({ sort: { id, desc }, open }));
      const listed = lines.slice(0, Infinity);
      expect(listed.length).toBe(lines.length);
      for (const [index, row] of listed.entries()) {
        expect(lines.at(index)).toEqual(row);
        expect(lines.indexOf(row.key)).toBe(index);
      }
      const keys = listed.map((row) => row.key);
      expect(new Set(keys).size).toBe(keys.length);
      const inGroups = apps.filter((app) => app.pids.length > 1).reduce((sum, app) => sum + app.pids.length, 0);
      expect(listed.length).toBe(apps.length + inGroups);
      let above = '';
      for (const row of listed) {
        if (row.kind === 'app') above = row.app.id;
        else expect(row.process.appId).toBe(above);
      }
    }),
  );
});
