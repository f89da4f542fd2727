/**
 * Tiers `cache` and `llm`: what a model once said about a program. The first decision that uses a fresh verdict is the
 * model's and carries its cost; every later one comes from the cache and costs nothing.
 */
import type { Action } from '../../../contract/words.ts';
import { latencyCritical } from '../../policy/built-in.ts';
import type { Facts } from '../../policy/facts.ts';
import { treatments } from '../../policy/treatments.ts';
import type { TreatmentName } from '../../policy/treatments.ts';
import { printable } from '../../printable.ts';
import type { Case, Proposal, Verdict } from '../case.ts';
import { evidenceOf } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';

export interface KnownVerdicts {
  readonly get: (programKey: string, now: number) => Verdict | null;
}

const treatmentFor: Readonly<Record<Verdict['background'], TreatmentName>> = {
  none: 'leave-alone',
  // a model may not favour a program over what the person uses
  favour: 'leave-alone',
  'hold-back': 'gentle',
  throttle: 'firm',
};

/** @param now epoch ms */
export function verdictTier(verdicts: KnownVerdicts, now: () => number): TierDecides {
  const used = new Set<string>();
  return (subject, facts) => {
    // a model knows programs by their names, and this one's is not its own
    if (subject.app.trust?.level === 'suspect') return null;
    const verdict = verdicts.get(subject.app.program.key, now());
    if (!verdict || verdict.confidence < facts.limit.confidence) return null;
    const action = actionNow(verdict, facts);
    if (action === null) return null;
    const first = verdict.cost !== null && !used.has(verdict.programKey);
    used.add(verdict.programKey);
    return propose(subject, facts, verdict, action, first);
  };
}

/** What the verdict means here and now; null when it has nothing to say in this situation. */
function actionNow(verdict: Verdict, facts: Facts): Extract<Action, 'none' | 'hold-back'> | null {
  const busy = facts.behaviour.cpu5 > facts.limit.cpu || facts.behaviour.io > facts.limit.io;
  if (!busy) return null;
  if (facts.foreground || latencyCritical.includes(verdict.category)) return 'none';
  if (verdict.background === 'none' || verdict.background === 'favour') return 'none';
  return facts.contended ? 'hold-back' : null;
}

function propose(
  subject: Case,
  facts: Facts,
  verdict: Verdict,
  action: 'none' | 'hold-back',
  first: boolean,
): Proposal {
  const treatment = action === 'none' ? 'leave-alone' : treatmentFor[verdict.background];
  const why = printable(verdict.why, 200);
  return {
    action,
    treatment: treatments[treatment],
    tier: first ? 'llm' : 'cache',
    decider: verdict.model,
    confidence: verdict.confidence,
    ...phrase(action === 'none' ? 'verdict.none' : 'verdict.background', subject, { category: verdict.category, why }),
    evidence: evidenceOf(['cpu', 'io', 'pressure', 'someone-waits'], subject, facts),
    rejected: rejectedFor(action, subject),
    cost: first ? verdict.cost : null,
    exchangeId: verdict.exchangeId,
  };
}
