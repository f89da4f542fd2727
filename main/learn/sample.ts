/** One thing that a person said or did about a decision, as the model learns it. */
import { z } from 'zod';
import type { FeedbackReason } from '../../contract/decision.ts';
import { feedbackReason } from '../../contract/decision.ts';
import { action, category } from '../../contract/words.ts';
import { features } from './features.ts';

/** A word weighs more than a deed that may have had other reasons. */
export const signalKind = z.enum(['undo', 'renice', 'kill', 'fronted', 'approved', 'rejected', 'held-by-hand']);
export type SignalKind = z.infer<typeof signalKind>;

export const sample = z.object({
  /** In the order in which they came; never used twice. */
  sequence: z.number().int().nonnegative(),
  decisionId: z.string(),
  kind: z.union([z.literal('thumb'), signalKind]),
  reason: feedbackReason.nullable(),
  programKey: z.string(),
  name: z.string(),
  category,
  /** What the decision was, or would have been. */
  action,
  features,
  /** 1: the person approves of the treatment. */
  label: z.union([z.literal(0), z.literal(1)]),
  weight: z.number().min(0).max(1),
  /** What the model predicted before it learned this, ratio 0-1. */
  predicted: z.number().min(0).max(1),
  at: z.number().describe('epoch ms'),
});
export type Sample = Readonly<z.infer<typeof sample>>;

interface Meaning {
  readonly label: 0 | 1;
  readonly weight: number;
}

/** What each deed says. `kill` and `fronted` say little: one may end or open a program for many reasons. */
export const signalMeaning: Readonly<Record<SignalKind, Meaning>> = {
  approved: { label: 1, weight: 0.7 },
  rejected: { label: 0, weight: 0.7 },
  'held-by-hand': { label: 1, weight: 0.7 },
  undo: { label: 0, weight: 0.6 },
  renice: { label: 0, weight: 0.5 },
  kill: { label: 0, weight: 0.3 },
  fronted: { label: 0, weight: 0.2 },
};

/** A reason makes a thumb sure; without one it may be meant less exactly. */
export function thumbMeaning(verdict: 'up' | 'down', reason: FeedbackReason | null): Meaning {
  return { label: verdict === 'up' ? 1 : 0, weight: reason === null ? 0.9 : 1 };
}

/** Shares with which the parts of the model learn from a sample, ratio 0-1. */
export interface Learns {
  /** That this program, or its kind, is wanted held back or not. */
  readonly app: number;
  /** When: battery, game, presentation, hour of day. */
  readonly moment: number;
  /** How hard. */
  readonly strength: number;
  /** What it did and how pressed the machine was. */
  readonly rest: number;
}

const everything: Learns = { app: 1, moment: 1, strength: 1, rest: 1 };

/** What was wrong decides what learns: "wrong time" hardly blames the program, "too hard" blames only the hardness. */
export function learnsFrom({ kind, reason, label }: Pick<Sample, 'kind' | 'reason' | 'label'>): Learns {
  if (kind === 'fronted') return { app: 0.2, moment: 1, strength: 0, rest: 0.2 };
  if (label === 1) return everything;
  switch (reason) {
    case 'wrong-app':
      return { app: 1, moment: 0.2, strength: 0, rest: 0.2 };
    case 'wrong-time':
      return { app: 0.1, moment: 1, strength: 0, rest: 0 };
    case 'too-hard':
      return { app: 0, moment: 0, strength: 1, rest: 0 };
    case 'good':
    case null:
      return everything;
  }
}
