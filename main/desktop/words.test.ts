import { expect, test } from 'vitest';
import { desktopEn } from './words.en.ts';
import { clockTime, wordsIn } from './words.ts';
import { desktopZhCN } from './words.zh-CN.ts';

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}
const flatten = (catalogue: Catalogue, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
const english = new Map(flatten(desktopEn));
const chinese = new Map(flatten(desktopZhCN));

test('both languages say the same things with the same values', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].filter((key) => !key.endsWith('_one')).sort());
  for (const [key, text] of chinese) {
    expect(text.trim()).not.toBe('');
    expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
  }
});

test('English says one and many', () => {
  const say = wordsIn('en');
  expect(say('notice.treatedMany', { count: 1 })).toBe('1 app is held back');
  expect(say('notice.treatedMany', { count: 3 })).toBe('3 apps are held back');
  expect(wordsIn('zh-CN')('notice.treatedMany', { count: 3 })).toBe('3 个应用已让位');
});

test('a value is text, whatever it looks like', () => {
  for (const app of ['$t(tray.quit)', '{{treated}}', '<b>&', '$&'])
    expect(wordsIn('en')('notice.treated', { app, treated: 'x' })).toBe(`${app}: x`);
});

test('a time of day is the same in both languages', () => {
  const at = new Date(2026, 10, 20, 7, 5).getTime();
  expect([clockTime('en', at), clockTime('zh-CN', at)]).toEqual(['07:05', '07:05']);
});
