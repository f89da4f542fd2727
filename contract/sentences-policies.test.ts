import { expect, test } from 'vitest';
import { policySentences } from './sentences-policies.ts';
import { policySentencesZhCN } from './sentences-policies.zh-CN.ts';

const places = (text: string): readonly string[] =>
  [...new Set(Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([place]) => place))].sort();

test('each sentence about policies has the same places in both languages', () => {
  const english = Object.entries(policySentences).map(([key, text]) => [key, places(text)]);
  const chinese = Object.entries(policySentencesZhCN).map(([key, text]) => [key, places(text)]);
  expect(Object.fromEntries(chinese)).toEqual(Object.fromEntries(english));
});
