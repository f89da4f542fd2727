import { expect, it } from 'vitest';
import { schedulingPolicy } from './scheduling-policy.ts';

it('names the policies of sched.h, and no other number', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, -1, NaN].map(schedulingPolicy)).toEqual([
    'other',
    'fifo',
    'rr',
    'batch',
    'unknown',
    'idle',
    'deadline',
    'ext',
    'unknown',
    'unknown',
    'unknown',
  ]);
});
