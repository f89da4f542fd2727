/** What the Learning view says of policies, held against the policies and the checker that there are. */
import { expect, test } from 'vitest';
import { compileCondition } from '../main/policy/condition.ts';
import { builtInPolicies } from '../main/policy/built-in.ts';
import { engineText } from '../renderer/i18n/engine-texts.ts';
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

test.each(builtInPolicies.map(({ description }) => description))('"%s" is said in Chinese', (description) => {
  expect(engineText('zh-CN', description)).not.toBe(description);
});
