import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './process-lines.ts';
import { anApp, aProcess } from './rows.test-data.ts';
import { stepFor } from './selection.ts';

const table = {
  at: 1,
  apps: new Map([
    ['a', anApp({ id: 'a', name: 'A', pids: [1, 2], cpu: 2 })],
    ['b', anApp({ id: 'b', name: 'B', pids: [3], cpu: 1 })],
  ]),
  rows: new Map([1, 2, 3].map((pid) => [pid, aProcess({ pid, startTime: pid, appId: pid < 3 ? 'a' : 'b' })])),
};
const listed = (open: readonly string[]) =>
  linesOf(table, { search: '', sort: { id: 'cpu', desc: true }, open: new Set(open) });
const folded = listed([]);
const unfolded = listed(['a']);

test('with nothing selected, down begins at the top', () => {
  expect(stepFor('ArrowDown', folded, null, 10)).toEqual({ kind: 'select', index: 0 });
});

test('right unfolds an app, then goes to its first process; left goes back and folds', () => {
  expect(stepFor('ArrowRight', folded, 'app:a', 10)).toEqual({ kind: 'fold', appId: 'a', unfolded: true });
  expect(stepFor('ArrowRight', unfolded, 'app:a', 10)).toEqual({ kind: 'select', index: 1 });
  expect(stepFor('ArrowLeft', unfolded, '2:2', 10)).toEqual({ kind: 'select', index: 0 });
  expect(stepFor('ArrowLeft', unfolded, 'app:a', 10)).toEqual({ kind: 'fold', appId: 'a', unfolded: false });
  expect(stepFor('ArrowRight', folded, 'app:b', 10)).toBeNull();
});

test('enter opens what is selected and nothing else', () => {
  expect(stepFor('Enter', folded, 'app:b', 10)).toMatchObject({ kind: 'open', row: { key: 'app:b' } });
  expect(stepFor('Enter', folded, 'app:gone', 10)).toBeNull();
});

test('no key leaves the list', () => {
  const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'ArrowLeft', 'ArrowRight');
  fc.assert(
    fc.property(keys, fc.constantFrom(null, 'app:a', '1:1', 'app:b', 'gone'), fc.nat(50), (key, selected, page) => {
      const step = stepFor(key, unfolded, selected, page);
      if (step?.kind === 'select') expect(unfolded.at(step.index)).toBeDefined();
    }),
  );
});
