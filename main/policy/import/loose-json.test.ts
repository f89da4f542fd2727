import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objectsIn } from './loose-json.ts';

test.each([
  ['{ "name": "a", "type": "BG" }'],
  ['{ "name": "a", "type": "BG" },'],
  ['{ "name": "a", "type": "BG", }'],
  ['{ "name": "a", "type": "BG" } # a comment { with a brace'],
  [', { "name": "a",, "type": "BG" };'],
  ['\uFEFF{ "name": "a", "type": "BG" }\r'],
])('%j is one rule', (line) => {
  expect(objectsIn(line)).toEqual({ objects: [{ name: 'a', type: 'BG' }], trailing: false });
});

test('braces, commas and hashes inside of strings belong to them', () => {
  const name = 'a } # { ,] \\ "';
  expect(objectsIn(`{ "name": ${JSON.stringify(name)}, }`)?.objects).toEqual([{ name }]);
});

test('two rules on one line are both read, and what stands beside them is noticed', () => {
  expect(objectsIn('{"name":"a"}, {"name":"b"}')).toEqual({ objects: [{ name: 'a' }, { name: 'b' }], trailing: false });
  expect(objectsIn('{"name":"a"} and so on')).toEqual({ objects: [{ name: 'a' }], trailing: true });
  expect(objectsIn('see {"name":"a"}')?.trailing).toBe(true);
});

test.each(['{', '}', '{ "name": "a"', "{ 'name': 'a' }", '{ name: "a" }', '"name"', 'null', '{{}}'])(
  '%j is not understood',
  (line) => {
    expect(objectsIn(line)).toBeNull();
  },
);

test('a line of absurd length is not understood rather than waited for', () => {
  expect(objectsIn(`{"name":"${'a'.repeat(70_000)}"}`)).toBeNull();
});

test('whatever a line holds, it does not throw, and what it yields are objects', () => {
  const shreds = fc
    .array(fc.constantFrom('{', '}', '"', '\\', ',', '[', ']', ':', '#', 'name', '"name"', '1', ' '))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(fc.string(), shreds, fc.json()), (line) => {
      for (const object of objectsIn(line)?.objects ?? []) expect(typeof object).toBe('object');
    }),
    { numRuns: 2000 },
  );
});

test('what JSON writes is read as it was, with anything a comment may say behind it', () => {
  const rule = fc.dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
    fc.oneof(fc.string(), fc.integer(), fc.boolean()),
    { minKeys: 1 },
  );
  fc.assert(
    fc.property(rule, fc.string(), (object, comment) => {
      const line = `${JSON.stringify(object)} # ${comment.replaceAll('\n', ' ')}`;
      expect(objectsIn(line)?.objects).toEqual([object]);
    }),
  );
});
