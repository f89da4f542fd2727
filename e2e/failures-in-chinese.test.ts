/** What a call may fail with is found in the sources, so that no sentence is forgotten. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineText } from '../renderer/i18n/engine-texts.ts';

/** Each sentence that a call may fail with, as the sources have it. */
const refusals = globSync('{main,renderer/client}/**/*.ts', { cwd: new URL('..', import.meta.url).pathname })
  .filter((file) => !/\.(test|fixture)\.ts$/.test(file))
  .flatMap((file) => [
    ...readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').matchAll(
      /new CallError\(\s*'[a-z-]+',\s*(?:[^'"`()]+\(name\)\s*\?\s*)?(['`])(.+?)\1/gs,
    ),
  ])
  .map(([, , text = '']) => text);

test('every sentence that a call may fail with is said in Chinese', () => {
  expect(refusals.length).toBeGreaterThan(15);
  const samples = ['x', 'it has ended'].map((value) => (text: string) => text.replaceAll(/\$\{[^}]*\}/g, value));
  expect(
    refusals.filter((text) => samples.every((sample) => engineText('zh-CN', sample(text)) === sample(text))),
  ).toEqual([]);
});
