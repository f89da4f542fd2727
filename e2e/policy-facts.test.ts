/** What the form for policies says that a condition can speak of, held against the checker that reads it. */
import { expect, test } from 'vitest';
import { compileCondition } from '../main/policy/condition.ts';
import { facts } from '../renderer/learning/policies/facts.ts';

test.each(facts.map(([name]) => name))('a condition can speak of %s', (name) => {
  expect(compileCondition(`${name} == ${name}`)).toMatchObject({ ok: true });
});

test('each of them is told once', () => {
  expect(new Set(facts.map(([name]) => name)).size).toBe(facts.length);
});

test('a fact that there is not is refused, so that this list means something', () => {
  expect(compileCondition('app.nonsense == app.nonsense').ok).toBe(false);
});
