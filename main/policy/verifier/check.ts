/** What a check of the verifier is given and what it answers. */
import type { PolicyCheck, PolicyDraft } from '../../../contract/policies.ts';
import type { PolicySentenceKey } from '../../../contract/sentences-policies.ts';
import type { PersonRule } from '../../learn/person-rules.ts';
import type { Recording } from '../../learn/replay/recorded.ts';
import type { Condition } from '../condition.ts';
import type { Policy } from '../policy.ts';
import { saidOf } from '../said.ts';
import type { Hit } from './hits.ts';

/** A draft that could be read and whose condition is valid. */
export interface Candidate {
  readonly draft: PolicyDraft;
  readonly condition: Condition;
  /** As it would be matched, with its table where it is an imported set. */
  readonly policy: Policy;
}

/** What a candidate is held against. */
export interface World {
  readonly recording: Recording;
  readonly rules: readonly PersonRule[];
  /** Whom it would have decided for in the recording. */
  readonly hits: readonly Hit[];
}

export type Check = (candidate: Candidate, world: World) => PolicyCheck;

type Values = Readonly<Record<string, string | number>>;

export const passed = (name: PolicyCheck['name'], key: PolicySentenceKey, values: Values = {}): PolicyCheck => ({
  name,
  passed: true,
  ...saidOf(key, values),
});

export const failed = (name: PolicyCheck['name'], key: PolicySentenceKey, values: Values = {}): PolicyCheck => ({
  name,
  passed: false,
  ...saidOf(key, values),
});
