import type { PolicySummary } from '../../../contract/policies.ts';

/** A policy of a person, changed where a test says so. */
export const aPolicy = (part: Partial<PolicySummary>): PolicySummary => ({
  id: 'p1',
  description: 'Backups give way while I am in a call.',
  condition: 'app.category == "backup" && someoneWaits',
  action: 'hold-back',
  treatment: 'firm',
  provenance: 'person',
  version: 1,
  state: 'draft',
  hits: 0,
  rules: 1,
  results: { matched: 0, wouldTreat: 0, treated: 0, up: 0, down: 0, undone: 0 },
  next: 'verified',
  previous: null,
  blocked: null,
  changedAt: null,
  ...part,
});
