/**
 * What a thumb says at once, before the model has learned anything: which rule of the person it makes or takes back.
 * After one thumbs-down a program is not treated that way again, whatever the reason; the reason says which way. Pure.
 */
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import { gentleStrength } from '../decide/tiers/learned-strength.ts';
import { areAlike } from '../decide/tiers/situation.ts';
import type { Memory } from './memory.ts';
import type { PersonRule, RuleChange } from './person-rules.ts';

export type Verdict = 'up' | 'down' | null;

/**
 * @param verdict null takes the thumb back that the decision carries
 * @param memory what was kept of the decision; without it a wrong time is not known, and the program is left alone
 * @param at epoch ms
 */
export function wordOf(
  decision: Decision,
  verdict: Verdict,
  reason: FeedbackReason | null,
  memory: Memory | null,
  at: number,
): RuleChange {
  const { programKey, app, action } = decision;
  const nothing: RuleChange = { programKey, drop: () => false, say: null };
  // to leave a program alone is no way of treating it
  if (action === 'none') return nothing;
  const of = { programKey, name: app.name, at };
  const situation = memory?.situation ?? null;
  // what an earlier thumb on this decision said gives way to the newer one
  const replaced = madeBy(decision, memory);
  if (verdict === null) return { ...nothing, drop: replaced };
  if (verdict === 'up') {
    const contradicts = (rule: PersonRule): boolean => {
      if (rule.kind === 'not-then') return situation !== null && areAlike(rule.situation, situation);
      return rule.kind === 'never-touch' || (rule.kind === 'milder' && isHarder(memory));
    };
    return { ...nothing, drop: (rule) => replaced(rule) || contradicts(rule) };
  }
  const drop = (rule: PersonRule): boolean => replaced(rule) || rule.kind === 'never-touch';
  if (reason === 'wrong-time' && situation) return { programKey, drop, say: { kind: 'not-then', ...of, situation } };
  if (reason === 'too-hard' && isHarder(memory)) return { programKey, drop, say: { kind: 'milder', ...of } };
  return { programKey, drop: replaced, say: { kind: 'never-touch', ...of } };
}

/** Without a memory it may have been gentle already, and then nothing milder is left. */
const isHarder = (memory: Memory | null): boolean => memory !== null && memory.strength > gentleStrength;

/** The rule that the thumb which the decision carries has made. */
function madeBy({ feedback }: Decision, memory: Memory | null): (rule: PersonRule) => boolean {
  if (feedback?.verdict !== 'down') return () => false;
  const situation = memory?.situation ?? null;
  return (rule) => {
    switch (rule.kind) {
      case 'always':
        return false;
      case 'never-touch':
        return true;
      case 'not-then':
        return feedback.reason === 'wrong-time' && situation !== null && areAlike(rule.situation, situation);
      case 'milder':
        return feedback.reason === 'too-hard';
    }
  };
}
