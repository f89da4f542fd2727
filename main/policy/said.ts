/** A sentence about a policy: its key with values for the screens, and its English form. */
import type { Sentence } from '../../contract/decision.ts';
import type { PolicySentenceKey } from '../../contract/sentences-policies.ts';
import { say } from '../../contract/sentences.ts';

/** What a policy that did not ship says when it decides; with `-none` where it leaves alone. */
export type OwnSentence = Extract<
  PolicySentenceKey,
  'policy.person' | 'policy.model' | 'policy.learned' | 'policy.imported'
>;

export interface Said {
  readonly sentence: Sentence;
  readonly text: string;
}

export const saidOf = (key: PolicySentenceKey, values: Readonly<Record<string, string | number>> = {}): Said => ({
  sentence: { key, values },
  text: say(key, values),
});
