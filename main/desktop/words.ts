/** The desktop's words: the same catalogue form and the same i18next as the screens, but without a page around it. */
import { createInstance } from 'i18next';
import type { Language } from '../../contract/words.ts';
import { desktopEn } from './words.en.ts';
import { desktopZhCN } from './words.zh-CN.ts';

/** `a.b` for every leaf; the forms of one and many are one key. */
type KeysOf<T> = {
  [K in keyof T & string]: T[K] extends string
    ? K extends `${infer Stem}_one` | `${infer Stem}_other`
      ? Stem
      : K
    : `${K}.${KeysOf<T[K]>}`;
}[keyof T & string];

export type WordKey = KeysOf<typeof desktopEn>;

/** Says a text in one language. Values are plain text: they are put in as they are and never read as anything else. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string | number>>) => string;

const i18n = createInstance();
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: ['en', 'zh-CN'],
  resources: { en: { translation: desktopEn }, 'zh-CN': { translation: desktopZhCN } },
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});

export const wordsIn =
  (language: Language): Say =>
  (key, values = {}) =>
    i18n.t(key, { ...values, lng: language });

/** 14:05, for "paused until". @param at epoch ms */
export const clockTime = (language: Language, at: number): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
