import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDecision } from '../decisions/decision.test-data.ts';
import { lookOf, marksOf } from './marks.ts';

test('decisions close together share a mark, which stands where the first of them was taken', () => {
  const decisions = [100, 5, 109, 120].map((at) => aDecision({ id: `d${at}`, at }));
  const marks = marksOf(decisions, 0, 1_000, 15);
  expect(marks.map(({ at, decisions: group }) => [at, group.map(({ id }) => id)])).toEqual([
    [5, ['d5']],
    [100, ['d100', 'd109']],
    [120, ['d120']],
  ]);
});

test('every decision of the range has exactly one mark, and marks keep their distance', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), fc.integer({ min: 1, max: 200 }), (moments, gap) => {
      const decisions = moments.map((at, index) => aDecision({ id: `d${index}`, at }));
      const marks = marksOf(decisions, 200, 800, gap);
      const marked = marks.flatMap((mark) => mark.decisions.map(({ id }) => id));
      const expected = decisions.filter(({ at }) => at >= 200 && at <= 800).map(({ id }) => id);
      expect(marked.toSorted()).toEqual(expected.toSorted());
      for (const [index, mark] of marks.entries()) {
        const before = marks[index - 1];
        if (before !== undefined) expect(mark.at - before.at).toBeGreaterThanOrEqual(gap);
      }
    }),
  );
});

test.each([
  [['applied', 'awaiting-approval'], 'asks'],
  [['refused', 'undone'], 'done'],
  [['expired', 'observed'], 'would'],
  [['refused', 'failed'], 'plain'],
] as const)('a mark of decisions that are %j looks like "%s"', (statuses, look) => {
  const [first, second] = statuses;
  expect(lookOf({ at: 0, decisions: [aDecision({ status: first }), aDecision({ status: second })] })).toBe(look);
});

test('leaving something alone is nothing that was done', () => {
  expect(lookOf({ at: 0, decisions: [aDecision({ action: 'none', status: 'observed' })] })).toBe('plain');
});
