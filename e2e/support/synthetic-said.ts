/** Sentences of the made-up engine: those of the real one, by key and values. */
import type { Sentence } from '../../contract/decision.ts';
import { say } from '../../contract/sentences.ts';
import type { SentenceKey } from '../../contract/sentences.ts';

export interface Said {
  readonly sentence: Sentence;
  /** The English form. */
  readonly text: string;
}

export const said = (key: SentenceKey, values: Sentence['values'] = {}): Said => ({
  sentence: { key, values },
  text: say(key, values),
});
