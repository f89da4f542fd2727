/** Tier `policy`: the first rule that holds, with its evidence and the milder and harsher actions it did not choose. */
import type { PolicyRepository } from '../../policy/repository.ts';
import { treatments } from '../../policy/treatments.ts';
import { evidenceOf } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';

export function policyTier(repository: PolicyRepository): TierDecides {
  return (subject, facts) => {
    const policy = repository.match(facts);
    if (!policy) return null;
    return {
      action: policy.action,
      treatment: treatments[policy.treatment],
      tier: 'policy',
      decider: policy.id,
      confidence: policy.confidence,
      ...phrase(policy.sentence, subject),
      evidence: evidenceOf(policy.evidence, subject, facts),
      rejected: rejectedFor(policy.action, subject),
      cost: null,
      exchangeId: null,
    };
  };
}
