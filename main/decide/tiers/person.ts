/** Tier `user`: what a person said about this program goes before everything else. */
import type { Action } from '../../../contract/words.ts';
import { treatments } from '../../policy/treatments.ts';
import type { TreatmentName } from '../../policy/treatments.ts';
import { evidenceOf } from '../evidence.ts';
import { phrase } from '../phrase.ts';
import { rejectedFor } from '../rejected.ts';
import type { TierDecides } from '../tier.ts';

/** What a person said about one program: `never-touch` after a thumbs-down, `always` after an approval for good. */
export type PersonWord =
  | { readonly kind: 'always'; readonly action: Action; readonly at: number }
  | { readonly kind: 'never-touch'; readonly at: number };

export const manualTreatment: Readonly<Record<Action, TreatmentName>> = {
  none: 'leave-alone',
  favour: 'prefer',
  'hold-back': 'firm',
  throttle: 'throttle',
  freeze: 'freeze',
  end: 'end',
};

/** Answers only when the app would stand out at all, so that quiet programs make no noise. The newest word counts. */
export function personTier(wordsOn: (programKey: string) => readonly PersonWord[]): TierDecides {
  return (subject, facts) => {
    if (facts.behaviour.cpu5 <= facts.limit.cpu) return null;
    const word = wordsOn(subject.app.program.key).toSorted((a, b) => b.at - a.at)[0];
    if (!word) return null;
    const action = word.kind === 'never-touch' ? 'none' : word.action;
    if (action !== 'none' && (facts.foreground || !facts.contended)) return null;
    return {
      action,
      treatment: treatments[manualTreatment[action]],
      tier: 'user',
      decider: 'person',
      confidence: 1,
      ...phrase(word.kind === 'never-touch' ? 'lesson.never' : 'person.always', subject),
      evidence: evidenceOf(['cpu', 'pressure'], subject, facts),
      rejected: rejectedFor(action, subject),
      cost: null,
      exchangeId: null,
    };
  };
}
