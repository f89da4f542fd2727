/** Check `schema`: what somebody wrote is a draft, and nothing beside it. */
import type { z } from 'zod';
import type { PolicyDraft } from '../../../contract/policies.ts';
import { policyDraft } from '../../../contract/policies.ts';
import type { Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';

/** Fails with places and zod's words about them, none of the draft's own text: the reason is repeated to its author. */
export function readDraft(raw: unknown): Result<PolicyDraft> {
  const { success, data, error } = policyDraft.safeParse(raw);
  return success ? ok(data) : fail(error.issues.slice(0, 4).map(describe).join('; '));
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.length === 0 ? 'policy' : issue.path.map(String).join('.');
  return issue.code === 'unrecognized_keys' ? `${place}: unrecognized keys` : `${place}: ${issue.message}`;
}
