import type { PolicyProvenance, PolicySummary } from '../../../contract/policies.ts';
import { useEngineText } from '../../i18n/use-engine-text.ts';

type Written = Pick<PolicySummary, 'description' | 'condition'> & { readonly provenance: PolicyProvenance };

interface PolicyWords {
  readonly nameOf: (policy: Omit<Written, 'condition'>) => string;
  readonly conditionOf: (policy: Omit<Written, 'description'>) => string;
}

/** What is the engine's own text in a policy, in the language of the page. What people and models wrote stays as it is. */
export function usePolicyWords(): PolicyWords {
  const engineText = useEngineText();
  const own = (provenance: PolicyProvenance) => provenance === 'built-in' || provenance === 'imported';
  return {
    nameOf: ({ description, provenance }) => (own(provenance) ? engineText(description) : description),
    conditionOf: ({ condition, provenance }) => (provenance === 'imported' ? engineText(condition) : condition),
  };
}
