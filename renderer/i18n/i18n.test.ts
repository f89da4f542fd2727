import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentences } from '../../contract/sentences.ts';
import { en } from './en.ts';
import { i18n } from './i18n.ts';
import { sayIn } from '../../contract/say-in.ts';
import { sentencesZhCN } from '../../contract/sentences.zh-CN.ts';
import { zhCN } from './zh-CN.ts';

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** `nav.awaiting_other` -> text, for every leaf. */
const flatten = (catalogue: Catalogue, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
  );

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

const english = new Map(flatten(en));
const chinese = new Map(flatten(zhCN));

test('both languages have the same keys, but for the forms of one that Chinese lacks', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].filter((key) => !key.endsWith('_one')).sort());
});

test('both languages put the same values into every text', () => {
  for (const [key, text] of chinese)
    expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
  for (const [key, text] of Object.entries(sentencesZhCN)) {
    expect([key, placeholders(text)]).toEqual([key, placeholders(new Map(Object.entries(sentences)).get(key) ?? '')]);
  }
});

test('no text is empty, and nothing Chinese was left in English', () => {
  const sameInBoth = new Set([
    'product',
    'status.cpu',
    'status.io',
    'column.cpu',
    'column.io',
    'column.nice',
    'setBy.brainkernel',
    'category.shell',
  ]);
  for (const [key, text] of chinese) {
    expect(text.trim()).not.toBe('');
    if (!sameInBoth.has(key)) expect(text).not.toBe(english.get(key));
  }
});

test('a sentence is said in the language of the page', () => {
  const sentence = { key: 'policy.latency-critical', values: { app: 'OBS', category: 'media-creation', cpu: '80%' } };
  expect(sayIn('en', sentence, '')).toContain('OBS must answer at once');
  expect(sayIn('zh-CN', sentence, '')).toBe('OBS 必须立即响应（媒体创作），所以虽然它用了 CPU 的 80%，也不去动它。');
});

test('a sentence this page does not know is said in English', () => {
  expect(sayIn('zh-CN', { key: 'policy.from-tomorrow', values: {} }, 'plain words')).toBe('plain words');
  expect(sayIn('zh-CN', { key: 'constructor', values: {} }, 'plain words')).toBe('plain words');
  expect(sayIn('zh-CN', null, 'plain words')).toBe('plain words');
});

test('a program name is text, whatever it looks like', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constant('{{cpu}}'), fc.constant('$t(nav.processes)'), fc.constant('$&')),
      (app) => {
        expect(sayIn('zh-CN', { key: 'policy.foreground', values: { app } }, '')).toContain(app);
        expect(i18n.t('drawer.label', { name: app })).toBe(`Details of ${app}`);
      },
    ),
  );
});

test('English says one and many', () => {
  expect(i18n.t('nav.awaiting', { count: 1 })).toBe('1 plan needs your word');
  expect(i18n.t('nav.awaiting', { count: 2 })).toBe('2 plans need your word');
  expect(i18n.t('nav.awaiting', { count: 1, lng: 'zh-CN' })).toBe('1 项计划等你决定');
});
