import { describe, expect, it } from 'vitest';
import { learningSentences, sayLearning } from './sentences-learning.ts';
import { learningSentencesZhCN } from './sentences-learning.zh-CN.ts';

const places = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();

describe('what is said about what was learned', () => {
  it('has the same places in both languages', () => {
    for (const [key, english] of Object.entries(learningSentences)) {
      const chinese = learningSentencesZhCN[key as keyof typeof learningSentences];
      const missing = places(chinese).filter((name) => !places(english).includes(name));
      expect(missing, key).toEqual([]);
      expect(places(chinese), key).toEqual(places(english));
    }
  });

  it('fills its places with plain text, and never fills what a value brings along', () => {
    expect(sayLearning('lesson.never-touch', { app: '{{hour}}' })).toContain('{{hour}} is left alone');
    expect(sayLearning('lesson.not-at-hour', { app: 'Tracker' })).toContain('around -:00');
  });
});
