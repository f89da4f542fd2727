import type { Sentence } from './decision.ts';
import { say, sentences } from './sentences.ts';
import type { SentenceKey } from './sentences.ts';
import { sentencesZhCN } from './sentences.zh-CN.ts';
import { termsZhCN } from './terms.zh-CN.ts';
import { category } from './words.ts';
import type { Language } from './words.ts';

/** Words of the engine that stand inside of its sentences. */
const chineseWords: ReadonlyMap<string, string> = new Map([
  ['the machine', '其他程序'],
  ['other programs', '其他程序'],
  ['CPU', ' CPU '],
  ['cpu', ' CPU '],
  ['io', ' IO '],
  ['storage', '存储'],
  ['memory', '内存'],
]);

/** A value inside of a sentence; text that is none of the engine's words comes back as it is. */
export function term(language: Language, text: string): string {
  if (language === 'en') return text;
  const asCategory = category.safeParse(text);
  return asCategory.success ? termsZhCN.category[asCategory.data] : (chineseWords.get(text) ?? text);
}

const isSentenceKey = (key: string): key is SentenceKey => Object.hasOwn(sentences, key);

/**
 * What the engine said, in a person's language; `english` when the sentence is not known. The result is plain text:
 * values are put in as they are and never read as anything else.
 */
export function sayIn(language: Language, sentence: Sentence | null, english: string): string {
  if (sentence === null || !isSentenceKey(sentence.key)) return english;
  const { key, values } = sentence;
  if (language === 'en') return say(key, values);
  return sentencesZhCN[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? '-';
    return typeof value === 'string' ? term(language, value) : String(value);
  });
}
