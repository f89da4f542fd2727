/** The sentence of a proposal: its key with values for the screens, and its English form. */
import type { Sentence } from '../../contract/decision.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import { say } from '../../contract/sentences.ts';
import { printable } from '../printable.ts';
import type { Case } from './case.ts';
import { percent, whoWaits } from './evidence.ts';

export interface Phrase {
  readonly explanation: string;
  readonly sentence: Sentence;
}

/** Process names and model replies are untrusted: they enter a sentence as short printable text. */
export function phrase(key: SentenceKey, subject: Case, more: Readonly<Record<string, string | number>> = {}): Phrase {
  const values = {
    app: printable(subject.app.name),
    category: subject.app.category,
    cpu: `${percent(subject.behaviour.cpu5)}%`,
    memory: `${Math.round(subject.behaviour.memory / 1_000_000)} MB`,
    other: printable(whoWaits(subject)),
    ...more,
  };
  return { explanation: say(key, values), sentence: { key, values } };
}
