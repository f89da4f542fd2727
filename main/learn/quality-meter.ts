/** Quality as it is asked for: from the store, kept for a minute, since a page that is open asks every few seconds. */
import type { Quality } from '../../contract/learning.ts';
import type { TierDecides } from '../decide/tier.ts';
import { labelledQuality } from './labelled-quality.ts';
import type { Judged } from './quality.ts';
import { livedQuality, qualityDays, stabilityOf, wronglyHit } from './quality.ts';
import type { StrategyFigures } from './strategy.ts';

export interface QualityMeterParts {
  /** Decisions since then (epoch ms), newest first. */
  readonly judgedSince: (from: number, most: number) => readonly Judged[];
  /** Those that ship, for the labelled set. */
  readonly policies: TierDecides;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface QualityMeter {
  readonly quality: () => Quality;
  /** What the strategy follows: the last day, so that it is forgiven within one. */
  readonly strategyFigures: (decisionMs: number | null) => StrategyFigures;
}

const dayMs = 86_400_000;
const keptMs = 60_000;
/** Decisions looked at, the newest: some hundred a day are many. */
const mostDecisions = 5_000;

export function createQualityMeter({ judgedSince, policies, now }: QualityMeterParts): QualityMeter {
  let labelled: Quality['labelled'] | null = null;
  let last: { readonly at: number; readonly value: Quality } | null = null;
  return {
    quality: () => {
      const at = now();
      if (last && at >= last.at && at - last.at < keptMs) return last.value;
      labelled ??= labelledQuality(policies);
      const value = { labelled, ...livedQuality(judgedSince(at - qualityDays * dayMs, mostDecisions)) };
      last = { at, value };
      return value;
    },
    strategyFigures: (decisionMs) => {
      const lately = judgedSince(now() - dayMs, mostDecisions);
      return { decisionMs, wronglyHit: wronglyHit(lately), stability: stabilityOf(lately) };
    },
  };
}
