import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matching } from './match.ts';

const commands = [
  { text: 'Undo: Hold back Tracker' },
  { text: 'Processes' },
  { text: 'Models', hint: 'Settings' },
  { text: 'Mode: Autopilot', hint: 'Acts by itself, within the guard' },
  { text: '简体中文', hint: 'Language' },
];
const texts = (typed: string) => matching(commands, typed).map(({ text }) => text);

test.each([
  ['mod', ['Models', 'Mode: Autopilot']],
  ['auto', ['Mode: Autopilot']],
  ['GUARD', ['Mode: Autopilot']],
  ['tracker undo', ['Undo: Hold back Tracker']],
  ['settings', ['Models']],
  ['简', ['简体中文']],
  ['language', ['简体中文']],
  ['xyz', []],
])('%j finds %j', (typed, expected) => {
  expect(texts(typed)).toEqual(expected);
});

test('nothing typed leaves everything in its order', () => {
  expect(matching(commands, '  ')).toEqual(commands);
});

test('what is found was there, once, and its whole name finds it', () => {
  const item = fc.record({ text: fc.string({ minLength: 1 }), hint: fc.string() });
  fc.assert(
    fc.property(fc.array(item), fc.string(), (items, typed) => {
      const found = matching(items, typed);
      expect(new Set(found).size).toBe(found.length);
      for (const one of found) expect(items).toContain(one);
      for (const one of items) expect(matching(items, one.text)).toContain(one);
    }),
  );
});
