/** Tier `policy`: the first rule that holds, with its evidence and the milder and harsher actions it did not choose. */
import type { Match, PolicyMatcher } from '../../policy/matcher.ts';
import type { OwnSentence } from '../../policy/said.ts';
import { treatments } from '../../policy/treatments.ts';
import { printable } from '../../printable.ts';
import type { Case } from '../case.ts';
import { evidenceOf } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import type { Phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';

export function policyTier(policies: PolicyMatcher): TierDecides {
  return (subject, facts) => {
    const found = policies.match(facts, subject.app.program.key);
    if (!found) return null;
    const { policy, action, treatment } = found;
    return {
      action,
      treatment: treatments[treatment],
      tier: 'policy',
      decider: policy.id,
      confidence: policy.confidence,
      ...said(found, subject),
      evidence: evidenceOf(policy.evidence, subject, facts),
      rejected: rejectedFor(action, subject),
      cost: null,
      exchangeId: null,
    };
  };
}

/** A policy that did not ship is named in its sentence; an imported one also by the rule that spoke. */
function said({ policy: { sentence, description }, action, rule }: Match, subject: Case): Phrase {
  if (!isOwn(sentence)) return phrase(sentence, subject);
  const named = { policy: printable(description), rule: printable(rule ?? '') };
  return phrase(action === 'none' ? `${sentence}-none` : sentence, subject, named);
}

const own: readonly string[] = ['policy.person', 'policy.model', 'policy.learned', 'policy.imported'];
const isOwn = (key: Match['policy']['sentence']): key is OwnSentence => own.includes(key);
