/** Sentences of what was learned, with the values that every sentence about a case has. */
import { sayLearning } from '../../../contract/sentences-learning.ts';
import type { LearningSentenceKey } from '../../../contract/sentences-learning.ts';
import type { Case } from '../case.ts';
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';

export function learnedPhrase(
  key: LearningSentenceKey,
  subject: Case,
  more: Readonly<Record<string, string | number>> = {},
): Phrase {
  const { values } = phrase('person.act', subject, more).sentence;
  return { explanation: sayLearning(key, values), sentence: { key, values } };
}
