/** The verifier: everything that a policy is held against before it may be matched, in the order of the checks. Pure. */
import type { PolicyCheck, PolicyDraft, Verification } from '../../../contract/policies.ts';
import type { PersonRule } from '../../learn/person-rules.ts';
import type { Recording } from '../../learn/replay/recorded.ts';
import { compileCondition } from '../condition.ts';
import type { Policy, RuleTable } from '../policy.ts';
import { bounds } from './bounds.ts';
import type { Candidate, Check } from './check.ts';
import { failed, passed } from './check.ts';
import { hitsOf, replayedCases } from './hits.ts';
import { immunity } from './immunity.ts';
import { instructions } from './instructions.ts';
import { person } from './person.ts';
import { replay } from './replay.ts';
import { readDraft } from './schema.ts';
import { share } from './share.ts';

export interface VerifierInput {
  /** Untrusted: what a person, a model, the learner or an importer wrote. */
  readonly draft: unknown;
  /** The rules of an imported set. */
  readonly table?: RuleTable;
  readonly recording: Recording;
  readonly rules: readonly PersonRule[];
  /** Epoch ms. */
  readonly at: number;
}

export interface Verified {
  readonly verification: Verification;
  /** The draft as it was read; null when it could not be. */
  readonly draft: PolicyDraft | null;
}

const checks: readonly Check[] = [bounds, immunity, person, replay, share, instructions];

/** Hits that are kept to be shown. */
const shownHits = 50;

export function verify({ draft: raw, table, recording, rules, at }: VerifierInput): Verified {
  const refused = (draft: PolicyDraft | null, ...made: readonly PolicyCheck[]): Verified => ({
    draft,
    verification: { at, passed: false, checks: [...made], hits: [], replayed: 0 },
  });

  const draft = readDraft(raw);
  if (!draft.ok) return refused(null, failed('schema', 'policy-check.schema-failed', { why: draft.error }));
  const readable = passed('schema', 'policy-check.schema-passed');

  const condition = compileCondition(draft.value.condition);
  if (!condition.ok) {
    const why = failed('condition', 'policy-check.condition-failed', { why: condition.error });
    return refused(draft.value, readable, why);
  }

  const policy = asPolicy(draft.value, table);
  const candidate: Candidate = { draft: draft.value, condition: condition.value, policy };
  const hits = hitsOf(policy, condition.value, recording);
  const made = checks.map((check) => check(candidate, { recording, rules, hits }));
  const all = [readable, passed('condition', 'policy-check.condition-passed'), ...made];
  return {
    draft: draft.value,
    verification: {
      at,
      passed: all.every((check) => check.passed),
      checks: all,
      hits: hits
        .slice(0, shownHits)
        .map(({ app, category, action, times, said }) => ({ app, category, action, times, said })),
      replayed: replayedCases(recording).length,
    },
  };
}

/** As it would be matched. Which of the others wrote it makes no difference to that. */
const asPolicy = ({ description, condition, action, treatment }: PolicyDraft, table?: RuleTable): Policy => ({
  id: 'candidate',
  description,
  when: condition,
  ...(table && { table }),
  action,
  treatment,
  sentence: 'policy.person',
  evidence: [],
  confidence: 0.8,
  provenance: 'person',
  version: 1,
});
