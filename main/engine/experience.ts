/** What decisions saw and what became of them, told to whoever learns from it: the model, the policies, the recording. */
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import type { Case, Proposal } from '../decide/case.ts';
import type { Learner } from '../learn/learner.ts';
import type { SignalKind } from '../learn/sample.ts';
import type { PolicyDesk } from '../policy/desk.ts';

export interface Experience {
  /** A decision of the engine's own, once it is on record. */
  readonly decided: (decision: Decision, subject: Case, proposal: Proposal) => void;
  /** A person's thumb; null takes it back. */
  readonly thumb: (decision: Decision, verdict: 'up' | 'down' | null, reason: FeedbackReason | null) => void;
  /** A person holds a program back with their own hand; `subject` is null where the app is too young to be judged. */
  readonly heldByHand: (decision: Decision, subject: Case | null, proposal: Proposal) => void;
  /** What a person did about it without saying anything; null where the decision is not kept any more. */
  readonly deed: (decision: Decision | null, kind: SignalKind) => void;
  /** It made the waiting program wait longer. */
  readonly harmed: (decisionId: string) => void;
}

export function createExperience(
  learner: Pick<Learner, 'seen' | 'feedback' | 'takeBack' | 'signal'>,
  policies: Pick<PolicyDesk, 'decided' | 'said' | 'undone'>,
): Experience {
  return {
    decided: (decision, subject, proposal) => {
      learner.seen(decision.id, subject, proposal);
      policies.decided(decision);
    },
    thumb: (decision, verdict, reason) => {
      if (verdict === null) learner.takeBack(decision.id);
      else learner.feedback(decision, verdict, reason);
      policies.said(decision.id, verdict);
    },
    heldByHand: (decision, subject, proposal) => {
      if (subject) learner.seen(decision.id, subject, proposal);
      learner.signal(decision, 'held-by-hand');
    },
    deed: (decision, kind) => {
      if (!decision) return;
      learner.signal(decision, kind);
      if (kind === 'undo' || kind === 'rejected') policies.undone(decision.id);
    },
    harmed: (decisionId) => policies.undone(decisionId),
  };
}
