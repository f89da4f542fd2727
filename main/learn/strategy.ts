/**
 * Which strategy follows from how it goes: `aggressive` (end-threshold 0.3, check 5 s), `balanced` (0.5, 10 s) or
 * `conservative` (0.7, 30 s); the rest of what they mean is in main/policy/limits.ts. One step at a time, each with
 * its reason. Pure.
 */
import { z } from 'zod';
import type { StrategyChange } from '../../contract/learning.ts';
import { strategyChange } from '../../contract/learning.ts';
import { sayLearning } from '../../contract/sentences-learning.ts';
import type { LearningSentenceKey } from '../../contract/sentences-learning.ts';
import type { Strategy } from '../../contract/words.ts';
import { strategy } from '../../contract/words.ts';
import { rateOf } from './wilson.ts';

export const strategyFigures = z.object({
  /** Mean time of a decision, ms; null when none was taken. */
  decisionMs: z.number().nullable(),
  /** Treated programs that should have been left alone, of so many treated. */
  wronglyHit: z.object({ hits: z.number(), of: z.number() }),
  /** Share of treatments that stayed as they were, of so many. */
  stability: z.object({ value: z.number().nullable(), of: z.number() }),
});
export type StrategyFigures = Readonly<z.infer<typeof strategyFigures>>;

export const keptStrategy = z.object({
  current: strategy,
  /** Where it started: it never becomes more aggressive than this by itself. */
  start: strategy,
  since: z.number(),
  /** Since when all was well without a break; null while something is not. */
  wellSince: z.number().nullable(),
  /** Newest first. */
  changes: z.array(strategyChange),
  figures: strategyFigures.nullable(),
});
export type KeptStrategy = Readonly<z.infer<typeof keptStrategy>>;

/** Mildest last. */
const order: readonly Strategy[] = ['aggressive', 'balanced', 'conservative'];
const keptChanges = 100;

/** Bounds beyond which it steps back, and those within which all is well again: what lies between changes nothing. */
const worse = { decisionMs: 3_000, wronglyHit: 0.05, stability: 0.8 };
const well = { decisionMs: 2_400, wronglyHit: 0.03, stability: 0.88 };
/** Cases from which on a share is believed as it is, and treatments below which stability says nothing. */
const enough = { wronglyHit: 40, stability: 10 };
/** ms for which a strategy is tried at least, and for which all must be well before it goes a step forward again. */
const dwellMs = 10 * 60_000;
const wellMs = 30 * 60_000;

export const startStrategy = (start: Strategy, now: number): KeptStrategy => ({
  current: start,
  start,
  since: now,
  wellSince: null,
  changes: [],
  figures: null,
});

/** @param now epoch ms */
export function nextStrategy(before: KeptStrategy, figures: StrategyFigures, now: number): KeptStrategy {
  const trouble = whatIsWrong(figures);
  // a clock that was set back begins anew
  const wellSince = trouble === null && isWell(figures) ? Math.min(before.wellSince ?? now, now) : null;
  const state: KeptStrategy = { ...before, since: Math.min(before.since, now), wellSince, figures };
  if (now - state.since < dwellMs) return state;
  const at = order.indexOf(state.current);
  if (trouble !== null) {
    const milder = order[at + 1];
    return milder === undefined ? state : changed(state, milder, trouble, now);
  }
  const bolder = order[at - 1];
  const mayGoOn = wellSince !== null && now - wellSince >= wellMs && at > order.indexOf(state.start);
  if (!mayGoOn || bolder === undefined) return state;
  return changed(state, bolder, { key: 'strategy.well', values: { minutes: wellMs / 60_000 } }, now);
}

/** A person chose another start: it is in force at once. */
export function chosenStrategy(before: KeptStrategy, start: Strategy, now: number): KeptStrategy {
  const state = { ...before, start, wellSince: null };
  return before.current === start ? state : changed(state, start, { key: 'strategy.chosen', values: {} }, now);
}

interface Reason {
  readonly key: LearningSentenceKey;
  readonly values: Readonly<Record<string, string | number>>;
}

function changed(state: KeptStrategy, to: Strategy, { key, values }: Reason, now: number): KeptStrategy {
  const sentence = { key, values: { ...values } };
  const change: StrategyChange = { at: now, from: state.current, to, sentence, text: sayLearning(key, values) };
  const changes = [change, ...state.changes].slice(0, keptChanges);
  // a step is not taken twice on the same evidence of all being well
  return { ...state, current: to, since: now, wellSince: null, changes };
}

function whatIsWrong({ decisionMs, wronglyHit, stability }: StrategyFigures): Reason | null {
  if (decisionMs !== null && decisionMs > worse.decisionMs) {
    const seconds = Math.round(decisionMs / 100) / 10;
    return { key: 'strategy.slow', values: { seconds, limit: worse.decisionMs / 1000 } };
  }
  const { hits, of } = wronglyHit;
  const rate = rateOf(hits, of);
  const isSure = (rate.low ?? 0) > worse.wronglyHit || (of >= enough.wronglyHit && hits / of > worse.wronglyHit);
  if (isSure) return { key: 'strategy.wrongly-hit', values: { hits, all: of, limit: perCent(worse.wronglyHit) } };
  if (stability.value !== null && stability.of >= enough.stability && stability.value < worse.stability) {
    return {
      key: 'strategy.unstable',
      values: { percent: perCent(stability.value), limit: perCent(worse.stability) },
    };
  }
  return null;
}

const perCent = (ratio: number): string => `${Math.round(ratio * 100)}%`;

function isWell({ decisionMs, wronglyHit: { hits, of }, stability }: StrategyFigures): boolean {
  const fewCases = stability.value === null || stability.of < enough.stability;
  return (
    (decisionMs ?? 0) < well.decisionMs &&
    (of === 0 || hits / of <= well.wronglyHit) &&
    (fewCases || (stability.value ?? 1) > well.stability)
  );
}
