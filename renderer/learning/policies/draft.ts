/** What a person may write into a policy, and what goes together. Pure. */
import type { PolicyDraft, PolicySummary } from '../../../contract/policies.ts';
import { policyDraft } from '../../../contract/policies.ts';

/** Each treatment with the action it belongs to, mildest first. */
export const treatmentsOf = {
  'leave-alone': 'none',
  gentle: 'hold-back',
  firm: 'hold-back',
  'first-to-go': 'hold-back',
  throttle: 'throttle',
} as const satisfies Readonly<Record<PolicyDraft['treatment'], PolicyDraft['action']>>;

export type TreatmentName = keyof typeof treatmentsOf;
export const treatmentNames = Object.keys(treatmentsOf) as readonly TreatmentName[];

export interface Typed {
  readonly description: string;
  readonly condition: string;
  readonly treatment: TreatmentName;
}

export const nothingTyped: Typed = { description: '', condition: '', treatment: 'firm' };

/** A policy as its form shows it; what no form can write becomes what is nearest to it. */
export function typedOf({ description, condition, treatment }: PolicySummary): Typed {
  const known = treatmentNames.find((name) => name === treatment);
  return { description, condition, treatment: known ?? nothingTyped.treatment };
}

/** Null while something is missing or too long. */
export function draftOf({ description, condition, treatment }: Typed): PolicyDraft | null {
  const read = policyDraft.safeParse({ description, condition, treatment, action: treatmentsOf[treatment] });
  return read.success ? read.data : null;
}
