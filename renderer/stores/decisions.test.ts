import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDecision } from '../decisions/decision.test-data.ts';
import { mergeDecisions, noFilter, timelineOf } from './decisions.ts';

test('a changed decision replaces the one of the same id', () => {
  const before = mergeDecisions(new Map(), [aDecision({ id: 'd1', status: 'applied' })]);
  const after = mergeDecisions(before, [aDecision({ id: 'd1', status: 'undone' })]);
  expect(timelineOf(after, noFilter).map(({ status }) => status)).toEqual(['undone']);
  expect(before.get('d1')?.status).toBe('applied');
});

test('no news leaves the very same map, so that nothing is drawn again', () => {
  const known = mergeDecisions(new Map(), [aDecision({})]);
  expect(mergeDecisions(known, [])).toBe(known);
});

test('the timeline is newest first, in whatever order decisions came', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1e6 })), (times) => {
      const known = mergeDecisions(
        new Map(),
        times.map((at) => aDecision({ id: `d${at}`, at })),
      );
      expect(timelineOf(known, noFilter).map(({ at }) => at)).toEqual(times.toSorted((a, b) => b - a));
    }),
  );
});

test('a filter keeps what fits all of it', () => {
  const known = mergeDecisions(new Map(), [
    aDecision({ id: 'a', tier: 'policy', status: 'applied' }),
    aDecision({ id: 'b', tier: 'llm', status: 'applied' }),
    aDecision({ id: 'c', tier: 'llm', status: 'refused' }),
  ]);
  const kept = timelineOf(known, { status: 'applied', tier: 'llm', app: null });
  expect(kept.map(({ id }) => id)).toEqual(['b']);
});
