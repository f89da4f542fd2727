import { expect, test } from 'vitest';
import { byDay } from './days.ts';
import { aDecision } from './decision.test-data.ts';

test('decisions around midnight fall on two days, newest day first', () => {
  const midnight = new Date(2026, 10, 20).getTime();
  const timeline = [midnight + 5, midnight, midnight - 1].map((at) => aDecision({ id: `d${at}`, at }));
  expect(byDay(timeline).map((day) => day.decisions.length)).toEqual([2, 1]);
  expect(byDay(timeline)[0]?.start).toBe(midnight);
});

test('no decisions, no days', () => {
  expect(byDay([])).toEqual([]);
});
