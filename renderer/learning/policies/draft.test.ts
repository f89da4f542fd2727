import fc from 'fast-check';
import { expect, test } from 'vitest';
import { draftOf, nothingTyped, treatmentNames, typedOf } from './draft.ts';
import { aPolicy } from './policy.test-data.ts';

test('an empty form is no draft, nor is one of spaces', () => {
  expect(draftOf(nothingTyped)).toBeNull();
  expect(draftOf({ ...nothingTyped, description: ' ', condition: 'foreground' })).toBeNull();
  expect(draftOf({ ...nothingTyped, description: 'x', condition: '\n' })).toBeNull();
});

test('the action follows from the treatment', () => {
  const typed = { description: 'x', condition: 'foreground' };
  expect(treatmentNames.map((treatment) => draftOf({ ...typed, treatment })?.action)).toEqual([
    'none',
    'hold-back',
    'hold-back',
    'hold-back',
    'throttle',
  ]);
});

test('what is too long for the engine is not sent', () => {
  expect(draftOf({ ...nothingTyped, description: 'x'.repeat(301), condition: 'foreground' })).toBeNull();
  expect(draftOf({ ...nothingTyped, description: 'x', condition: 'x'.repeat(2001) })).toBeNull();
});

test('a policy that is opened and saved unchanged says the same', () => {
  const text = fc.string({ minLength: 1, maxLength: 300 }).filter((said) => said.trim() === said);
  fc.assert(
    fc.property(text, text, fc.constantFrom(...treatmentNames), (description, condition, treatment) => {
      expect(draftOf(typedOf(aPolicy({ description, condition, treatment })))).toMatchObject({
        description,
        condition,
        treatment,
      });
    }),
  );
});

test('a treatment that no form offers becomes one that it does', () => {
  expect(treatmentNames).toContain(typedOf(aPolicy({ treatment: 'prefer' })).treatment);
});
