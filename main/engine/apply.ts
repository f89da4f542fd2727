/** Plan -> Intervention: pull the levers, keep what is needed to judge and to give back, tell the log how it went. */
import type { Decision } from '../../contract/decision.ts';
import type { Plan } from '../act/intervention.ts';
import { isHelperRefusal } from '../act/levers/failure.ts';
import { assertNever } from '../result.ts';
import type { Request } from '../guard/guard.ts';
import type { EffectHistory } from './effect-history.ts';
import type { EngineParts } from './parts.ts';

/** ms an app rests after its treatment failed. */
const restAfterFailureMs = 5 * 60_000;

/** Updates and returns the decision: `applied`, `refused` or `failed`. */
export async function applyPlan(
  parts: EngineParts,
  history: EffectHistory,
  decision: Decision,
  plan: Plan,
  { app, byPerson, only }: Request,
): Promise<Decision> {
  const { actor, decisions, inForce, clock } = parts;
  const outcome = await actor.apply(plan);
  switch (outcome.kind) {
    case 'applied': {
      // what was ended is over: there is nothing to look after or to give back
      if (decision.action !== 'end') {
        inForce.add({
          decisionId: decision.id,
          app,
          action: decision.action,
          byPerson,
          handSet: plan.exact === true ? plan.treatment : null,
          only: only !== null,
          processes: outcome.processes,
          appliedAt: clock.monotonic(),
          before: history.before(),
          after: [],
          measured: false,
          calmChecks: 0,
        });
      }
      return (
        decisions.update(decision.id, { status: 'applied', refusal: null, levers: [...outcome.levers] }) ?? decision
      );
    }
    case 'refused':
      // what the helper may not do is known from now on: the next check does with what is left
      if (!isHelperRefusal(outcome.code)) parts.debounce.rest(app.id, clock.monotonic() + restAfterFailureMs);
      return (
        decisions.update(decision.id, { status: 'refused', refusal: { code: outcome.code, reason: outcome.reason } }) ??
        decision
      );
    case 'failed':
      parts.debounce.rest(app.id, clock.monotonic() + restAfterFailureMs);
      parts.notices.add('warning', 'apply-failed', `${decision.app.name} could not be treated: ${outcome.reason}`);
      return (
        decisions.update(decision.id, { status: 'failed', refusal: { code: 'failed', reason: outcome.reason } }) ??
        decision
      );
    default:
      return assertNever(outcome);
  }
}
