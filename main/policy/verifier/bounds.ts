/** Check `bounds`: the treatment is one of the action's, the condition is small, and it can be evaluated anywhere. */
import type { PolicyDraft } from '../../../contract/policies.ts';
import { category } from '../../../contract/words.ts';
import { factsOf } from '../facts.ts';
import type { Check } from './check.ts';
import { failed, passed } from './check.ts';
import { probe, probeSituations } from './probe.ts';

const treatmentsOf: Readonly<Record<PolicyDraft['action'], readonly PolicyDraft['treatment'][]>> = {
  none: ['leave-alone'],
  'hold-back': ['gentle', 'firm', 'first-to-go'],
  throttle: ['throttle'],
};

/** Nodes of the syntax tree. The largest condition that ships has 41; each costs some nanoseconds in every check. */
export const largestCondition = 160;

export const bounds: Check = ({ draft: { action, treatment }, condition }) => {
  if (!treatmentsOf[action].includes(treatment)) {
    return failed('bounds', 'policy-check.bounds-mismatch', { action, treatment });
  }
  if (condition.size > largestCondition) {
    return failed('bounds', 'policy-check.bounds-large', { size: condition.size, most: largestCondition });
  }
  const why = category.options
    .flatMap((one) =>
      probeSituations.map((situation) => probe({ name: 'x', exe: '/usr/bin/x', category: one }, situation)),
    )
    .map((subject) => condition.failure(factsOf(subject)))
    .find((failure) => failure !== null);
  return why === undefined
    ? passed('bounds', 'policy-check.bounds-passed')
    : failed('bounds', 'policy-check.bounds-fails', { why });
};
