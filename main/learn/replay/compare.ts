/** Policy sets side by side on one session: what each would have done, and how well that is what the person said. */
import { heeding, personTier } from '../../decide/tiers/person.ts';
import { policyTier } from '../../decide/tiers/policies.ts';
import { verdictTier } from '../../decide/tiers/verdicts.ts';
import type { Policy } from '../../policy/policy.ts';
import { createPolicyRepository } from '../../policy/repository.ts';
import { fail, ok } from '../../result.ts';
import type { Result } from '../../result.ts';
import type { Session } from './recorded.ts';
import type { ReplayedEvent } from './replayed.ts';
import type { TiersOf } from './replayer.ts';
import { compare, replay, rulesOf, verdictsOf } from './replayer.ts';
import type { Score } from './score.ts';
import { recordedEvents, scoreOf } from './score.ts';

export interface PolicySet {
  readonly name: string;
  readonly policies: readonly Policy[];
}

export interface Replayed {
  readonly name: string;
  readonly score: Score;
  readonly events: readonly ReplayedEvent[];
  /** Of what was decided at the time, by whatever was in force then, how much is decided again. */
  readonly again: { readonly found: number; readonly of: number };
}

/**
 * The tiers as the engine asks them, over other policies. The person's rules and the model's verdicts are part of every
 * set: what differs is the policies alone. The learned model is not, for a recording does not hold what it knew.
 * Fails where a condition does not type-check.
 */
export function tiersWith(session: Session, policies: readonly Policy[]): Result<TiersOf> {
  const checked = createPolicyRepository(policies);
  if (!checked.ok) return fail(checked.error);
  const verdicts = verdictsOf(session);
  return ok(({ now, hour }) => {
    const words = rulesOf(session, now);
    const others = [policyTier(checked.value), verdictTier(verdicts, now)];
    return [personTier(words, hour), ...others.map((tier) => heeding(words, tier, hour))];
  });
}

/** @param onProgress checks replayed, of how many */
export function replaySet(
  session: Session,
  { name, policies }: PolicySet,
  onProgress: (done: number, all: number) => void = () => undefined,
): Result<Replayed> {
  const tiers = tiersWith(session, policies);
  if (!tiers.ok) return tiers;
  const events: ReplayedEvent[] = [];
  let done = 0;
  for (const check of replay(session, tiers.value)) {
    events.push(...check.events);
    onProgress(++done, session.checks.length + 1);
  }
  return ok({ name, score: scoreOf(session, events), events, again: decidedAgain(session, events) });
}

/** What really was done. */
export function asRecorded(session: Session): Replayed {
  const events = [...recordedEvents(session)];
  const { length } = decisionsOf(session);
  return { name: 'as it was', score: scoreOf(session, events), events, again: { found: length, of: length } };
}

const signature = ({ appId, action, decider }: { appId: string; action: string; decider: string }): string =>
  [appId, action, decider].join('\n');

/** Each app's decisions once, a person's own acts left out. */
const decisionsOf = ({ decisions }: Session): readonly string[] =>
  [...new Set(decisions.filter(({ manual }) => !manual).map(signature))].sort(compare);

function decidedAgain(session: Session, events: readonly ReplayedEvent[]): Replayed['again'] {
  const replayed = new Set(events.flatMap((event) => (event.kind === 'decided' ? [signature(event)] : [])));
  const wanted = decisionsOf(session);
  return { found: wanted.filter((one) => replayed.has(one)).length, of: wanted.length };
}
