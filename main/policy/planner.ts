/** The four agents, one after the other: observe, plan, execute, and learn. A model is asked off the loop, or not at all. */
import type { PolicyDraft, ProposalReport } from '../../contract/policies.ts';
import type { DraftAuthor, ExecuteTools, Proposed } from './agents/execute.ts';
import { execute } from './agents/execute.ts';
import { draftsFrom } from './agents/learn.ts';
import type { ObserveTools } from './agents/observe.ts';
import { observe } from './agents/observe.ts';
import type { PlanTools } from './agents/plan.ts';
import { plan } from './agents/plan.ts';
import type { Said } from './said.ts';
import { saidOf } from './said.ts';

export type PlannerTools = ObserveTools & PlanTools & ExecuteTools;

export interface Planner {
  /** Asks for new policies; a second wish while one is being fulfilled is the same wish. */
  readonly propose: () => Promise<ProposalReport>;
  /** What stable feedback alone says, without a model. */
  readonly learn: () => readonly Proposed[];
}

export function createPlanner(tools: PlannerTools): Planner {
  let underWay: Promise<ProposalReport> | null = null;

  const carryOut = (drafts: readonly PolicyDraft[], by: DraftAuthor): readonly Proposed[] =>
    execute(
      drafts.filter((draft) => !tools.isKnown(draft)),
      by,
      tools,
    );

  const learn = (): readonly Proposed[] =>
    carryOut(
      draftsFrom(tools.feedback()).filter((draft) => tools.check(draft).passed),
      'learned',
    );

  const proposeNow = async (): Promise<ProposalReport> => {
    const learned = learn();
    const planned = await plan(observe(tools), tools);
    const drafted = planned.kind === 'planned' ? carryOut(planned.drafts, 'model') : [];
    const proposed = [...learned, ...drafted];
    const { sentence, text } = saying(proposed.length, planned);
    return { proposed, sentence, text };
  };

  return {
    learn,
    propose: () => {
      underWay ??= proposeNow().finally(() => {
        underWay = null;
      });
      return underWay;
    },
  };
}

function saying(count: number, planned: Awaited<ReturnType<typeof plan>>): Said {
  if (count > 0) return saidOf('policy-proposal.proposed', { count });
  if (planned.kind === 'nobody') return saidOf('policy-proposal.nobody', { why: planned.reason });
  return planned.why === ''
    ? saidOf('policy-proposal.none')
    : saidOf('policy-proposal.unfit', { model: planned.model, why: planned.why });
}
