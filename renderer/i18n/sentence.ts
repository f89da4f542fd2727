import type { Sentence } from '../../contract/decision.ts';
import { say, sentences } from '../../contract/sentences.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Language } from '../../contract/words.ts';
import { sentencesZhCN } from './sentences.zh-CN.ts';
import { term } from './terms.ts';

const isSentenceKey = (key: string): key is SentenceKey => Object.hasOwn(sentences, key);

/**
 * What the engine said, in the language of the page; `english` when the page does not know the sentence. The result is
 * plain text: values are put in as they are and never read as anything else.
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
