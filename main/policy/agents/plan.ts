/** Agent `plan`: asks the model for drafts, holds them against the verifier, and lets it mend them once. */
import type { PolicyDraft, Verification } from '../../../contract/policies.ts';
import type { Consultation } from '../../llm/ports.ts';
import { buildPlannerRequest } from '../../llm/planner-prompt.ts';
import type { WorkloadProfile } from '../../llm/planner-prompt.ts';
import { mostDrafts, parsePlannerReply } from '../../llm/planner-reply.ts';
import type { CompletionRequest } from '../../llm/provider.ts';

export interface PlanTools {
  readonly ask: (request: CompletionRequest) => Promise<Consultation>;
  readonly check: (draft: PolicyDraft) => Verification;
  /** Takes out what must not leave the machine: sentences of checks name programs. */
  readonly redact: (text: string) => string;
  /** There is such a policy already, in whatever state. */
  readonly isKnown: (draft: PolicyDraft) => boolean;
}

export type Planned =
  | { readonly kind: 'planned'; readonly model: string; readonly drafts: readonly PolicyDraft[]; readonly why: string }
  | { readonly kind: 'nobody'; readonly reason: string };

interface Round {
  readonly fit: readonly PolicyDraft[];
  readonly problems: readonly string[];
}

/** Two calls at most. `why` says what was wrong with drafts that were left out; empty when none was. */
export async function plan(profile: WorkloadProfile, tools: PlanTools): Promise<Planned> {
  const answer = await tools.ask(buildPlannerRequest(profile, []));
  if (answer.kind === 'nobody') return answer;
  const first = judge(answer.text, tools);
  if (first.problems.length === 0) return planned(answer.model, first.fit, []);

  const mended = await tools.ask(buildPlannerRequest(profile, first.problems));
  if (mended.kind === 'nobody') return planned(answer.model, first.fit, first.problems);
  const second = judge(mended.text, tools);
  return planned(answer.model, [...first.fit, ...second.fit], second.problems);
}

function judge(text: string, { check, isKnown, redact }: PlanTools): Round {
  const { drafts, problems } = parsePlannerReply(text);
  const fit: PolicyDraft[] = [];
  const wrong = [...problems];
  for (const draft of drafts) {
    if (isKnown(draft)) continue;
    const failure = check(draft).checks.find(({ passed }) => !passed);
    if (!failure) fit.push(draft);
    // what tried to instruct is not repeated, not even in part
    else
      wrong.push(
        failure.name === 'instructions' ? 'texts must describe, and name programs only' : redact(failure.text),
      );
  }
  return { fit, problems: wrong };
}

function planned(model: string, fit: readonly PolicyDraft[], problems: readonly string[]): Planned {
  const distinct = new Map(fit.map((draft) => [`${draft.action}\n${draft.condition}`, draft]));
  return { kind: 'planned', model, drafts: [...distinct.values()].slice(0, mostDrafts), why: problems.join('; ') };
}
