/** What a model may propose, and nothing else: drafts of policies, a few of them, each against its schema. */
import { z } from 'zod';
import { policyDraft } from '../../contract/policies.ts';
import type { PolicyDraft } from '../../contract/policies.ts';

/** Drafts of one reply that are looked at. */
export const mostDrafts = 3;

/** Characters; an honest reply of three drafts has a few hundred. */
const longestReply = 16_000;

const envelope = z.object({ policies: z.array(z.unknown()) });

/** Bounds are ours to check: strict modes refuse schemas that carry them (console.groq.com/docs/structured-outputs). */
const bounds = ['minimum', 'maximum', 'minLength', 'maxLength'];

const described = z.toJSONSchema(z.strictObject({ policies: z.array(policyDraft) }), {
  io: 'input',
  override: ({ jsonSchema }) => {
    for (const bound of bounds) Reflect.deleteProperty(jsonSchema, bound);
  },
});

/** The reply as a JSON schema, for providers that can hold a model to it. */
export const plannerSchema: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(described).filter(([key]) => key !== '$schema'),
);

export interface PlannerReply {
  readonly drafts: readonly PolicyDraft[];
  /** What was wrong, for the model to mend: places and words of the schema, none of the reply's own. Empty if all is well. */
  readonly problems: readonly string[];
}

export function parsePlannerReply(text: string): PlannerReply {
  if (text.length > longestReply) return { drafts: [], problems: ['reply: too long'] };
  const outer = envelope.safeParse(parseJson(text));
  if (!outer.success) return { drafts: [], problems: ['reply: expected JSON, an object with the array "policies"'] };
  const drafts: PolicyDraft[] = [];
  const problems = new Set<string>();
  for (const candidate of outer.data.policies.slice(0, mostDrafts)) {
    const { success, data, error } = policyDraft.safeParse(candidate);
    if (success) drafts.push(data);
    else for (const issue of error.issues.slice(0, 4)) problems.add(describe(issue));
  }
  return { drafts, problems: [...problems] };
}

/** Keys and values the model made up are not repeated to it. */
function describe(issue: z.core.$ZodIssue): string {
  const place = ['policies[]', ...issue.path.map(String)].join('.');
  return issue.code === 'unrecognized_keys' ? `${place}: unrecognized keys` : `${place}: ${issue.message}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
