/** Thumbs, kept with the numbers that the decision saw, under the program: they outlive the decision. */
import type { Decision, FeedbackReason } from '../../contract/decision.ts';

export interface Thumb {
  readonly decisionId: string;
  readonly programKey: string;
  readonly verdict: 'up' | 'down';
  /** What was wrong, or `good`; left out where nobody said. */
  readonly reason?: FeedbackReason | null;
  readonly note: string | null;
  /** Numbers by name. */
  readonly features: Readonly<Record<string, number>>;
  /** Epoch ms. */
  readonly at: number;
}

/** Port of the store behind it. */
export interface ThumbStore {
  /** A second thumb on the same decision replaces the first. */
  readonly put: (thumb: Thumb) => void;
  readonly remove: (decisionId: string) => void;
  readonly counts: () => { readonly up: number; readonly down: number };
}

/** What a decision rested on, as numbers. */
export function featuresOf({ evidence, confidence }: Decision): Readonly<Record<string, number>> {
  const numbers = evidence.flatMap(({ metric, value }) =>
    typeof value === 'number' ? [[metric, value] as const] : [],
  );
  return { ...Object.fromEntries(numbers), confidence };
}
