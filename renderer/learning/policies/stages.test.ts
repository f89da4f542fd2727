import fc from 'fast-check';
import { expect, test } from 'vitest';
import { policyState } from '../../../contract/policies.ts';
import { aPolicy } from './policy.test-data.ts';
import { grouped, stageNumber, stages } from './stages.ts';

test('every stage but the end has its place', () => {
  expect(stages.map(stageNumber)).toEqual([1, 2, 3, 4, 5]);
  expect(stageNumber('retired')).toBe(0);
});

test('what is furthest along comes first, then what changed last', () => {
  const policies = [
    aPolicy({ id: 'old draft', changedAt: 1 }),
    aPolicy({ id: 'trial', state: 'canary' }),
    aPolicy({ id: 'new draft', changedAt: 2 }),
    aPolicy({ id: 'shadow', state: 'shadow' }),
  ];
  expect(grouped(policies).onTheWay.map(({ id }) => id)).toEqual(['trial', 'shadow', 'new draft', 'old draft']);
});

test('each policy is in one group, and the engine’s order of those in force is kept', () => {
  const policy = fc.record({ id: fc.uuid(), state: fc.constantFrom(...policyState.options) }).map(aPolicy);
  fc.assert(
    fc.property(fc.uniqueArray(policy, { selector: ({ id }) => id }), (policies) => {
      const { onTheWay, inForce, retired } = grouped(policies);
      expect(new Set([...onTheWay, ...inForce, ...retired])).toEqual(new Set(policies));
      expect(onTheWay.length + inForce.length + retired.length).toBe(policies.length);
      expect(inForce).toEqual(policies.filter(({ state }) => state === 'active'));
    }),
  );
});
