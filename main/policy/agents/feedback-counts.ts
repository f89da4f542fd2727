/** Thumbs on decisions that treated a program, counted by program. Pure. */
import type { Decision } from '../../../contract/decision.ts';
import type { Category } from '../../../contract/words.ts';

export interface FeedbackCount {
  readonly programKey: string;
  readonly name: string;
  readonly category: Category;
  /** A policy had decided; else a verdict or the learned model had. */
  readonly byPolicy: boolean;
  readonly up: number;
  readonly down: number;
}

/** A person's own acts say nothing about what the machine should decide. */
export function feedbackCountsFrom(decisions: readonly Decision[]): readonly FeedbackCount[] {
  const counts = new Map<string, FeedbackCount>();
  for (const { feedback, action, tier, programKey, app } of decisions) {
    if (feedback === null || action === 'none' || tier === 'user') continue;
    const byPolicy = tier === 'policy';
    const key = `${programKey}\n${byPolicy}`;
    const { up, down } = counts.get(key) ?? { up: 0, down: 0 };
    const counted = feedback.verdict === 'up' ? { up: up + 1, down } : { up, down: down + 1 };
    counts.set(key, { programKey, name: app.name, category: app.category, byPolicy, ...counted });
  }
  return [...counts.values()];
}
