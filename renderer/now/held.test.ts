import { expect, test } from 'vitest';
import { decisionStatus } from '../../contract/words.ts';
import { aDecision } from '../decisions/decision.test-data.ts';
import { cpuBefore, isHeld, waitOf } from './held.ts';

const metric = (name: string, before: number, after: number) => ({
  metric: name,
  unit: '',
  before,
  after,
  noise: 0,
});

test('held is what was applied and not what was left alone, ended or given back', () => {
  const held = decisionStatus.options.filter((status) => isHeld(aDecision({ status })));
  expect(held).toEqual(['applied']);
  expect(isHeld(aDecision({ status: 'applied', action: 'none' }))).toBe(false);
  expect(isHeld(aDecision({ status: 'applied', action: 'end' }))).toBe(false);
});

test('the CPU before is the measured one, and the one it was decided on until there is one', () => {
  const evidence = [{ metric: 'cpu over 5 s', value: 41.2, unit: '% of one CPU', threshold: 20 }];
  expect(cpuBefore(aDecision({ evidence }))).toBeCloseTo(0.412, 9);
  const effect = { measuredAt: 1, verdict: 'better' as const, metrics: [metric('cpu of the app', 0.5, 0.1)] };
  expect(cpuBefore(aDecision({ evidence, effect }))).toBe(0.5);
  expect(cpuBefore(aDecision({ evidence: [] }))).toBeNull();
});

test('the wait is told only when it was measured', () => {
  const effect = { measuredAt: 1, verdict: 'better' as const, metrics: [metric('run delay', 38, 0.4)] };
  expect(waitOf(aDecision({ effect }))).toMatchObject({ before: 38, after: 0.4 });
  expect(waitOf(aDecision({}))).toBeNull();
});
