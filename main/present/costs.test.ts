import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Cost } from '../../contract/decision.ts';
import { defaultSettings } from '../settings/defaults.ts';
import { openStore } from '../store/open-store.ts';
import { decision, standingClock } from '../store/records.fixture.ts';
import type { CostSources } from './costs.ts';
import { costsSummaryOf, savedOf } from './costs.ts';

/** Noon of a day in May 2026, on the clock of this machine. */
const noon = (day: number): number => new Date(2026, 4, day, 12).getTime();
const settings = { ...defaultSettings({}), 'llm.budget.usdPerMonth': 2, 'llm.budget.tokensPerDay': 5_000 };
const cost = (more: Partial<Cost> = {}): Cost => ({
  provider: 'groq',
  model: 'a',
  inputTokens: 900,
  outputTokens: 100,
  usd: 0.01,
  ...more,
});

function ledger() {
  const { store } = openStore(':memory:', standingClock());
  onTestFinished(() => store.close());
  const sources: CostSources = {
    spend: store.spend,
    answers: {
      fromCache: (from, to) => store.decisions.countOf('cache', from, to),
      programsAsked: store.verdicts.askedAbout,
    },
    promptTokens: 400,
    quota: null,
    pricesFrom: '2026-05-01',
  };
  return { store, summaryAt: (now: number) => costsSummaryOf(now, settings, sources) };
}

const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };

test('a machine that never asked a model has thirty empty days and no forecast', () => {
  const { summaryAt } = ledger();
  const summary = summaryAt(noon(20));
  expect(summary.budget).toEqual({ usdPerMonth: 2, tokensPerDay: 5_000 });
  expect(summary.days).toHaveLength(30);
  expect(summary.days.every(({ calls, usd }) => calls === 0 && usd === 0)).toBe(true);
  expect(summary.days.at(-1)?.at).toBe(new Date(2026, 4, 20).getTime());
  expect([summary.today, summary.month, summary.forecast]).toEqual([nothing, nothing, null]);
  expect(summary.saved).toEqual({
    verdictsFromCache: 0,
    programsAsked: 0,
    callsSaved: 0,
    tokensSaved: 0,
    usdSaved: 0,
  });
});

test('every call lies in its own local day, and the days of this month add up to the month', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 20 })), (days) => {
      const { store, summaryAt } = ledger();
      for (const day of days) store.spend.add(noon(day), cost());
      const summary = summaryAt(noon(20));
      const calls = summary.days.filter(({ at }) => at >= new Date(2026, 4, 1).getTime()).map((day) => day.calls);
      expect(calls).toEqual(Array.from({ length: 20 }, (_, index) => days.filter((day) => day === index + 1).length));
      expect(summary.month.calls).toBe(days.length);
    }),
    { numRuns: 20 },
  );
});

describe('the forecast', () => {
  test('needs a whole day to go by', () => {
    const { store, summaryAt } = ledger();
    store.spend.add(noon(20), cost());
    expect(summaryAt(noon(20)).forecast).toBeNull();
    expect(summaryAt(noon(21)).forecast).not.toBeNull();
  });

  test('goes on at the mean of the last seven whole days, today left out', () => {
    const { store, summaryAt } = ledger();
    store.spend.add(noon(1), cost({ usd: 0.5 }));
    for (const day of [13, 14, 19]) store.spend.add(noon(day), cost({ usd: 0.07 }));
    store.spend.add(noon(20), cost({ usd: 0.2 }));
    const { forecast } = summaryAt(noon(20));
    // 0.5 + 3 × 0.07 + 0.2 spent, then 11.5 more days at 3 × 0.07 / 7
    expect(forecast?.usdThisMonth).toBeCloseTo(0.91 + 11.5 * 0.03, 9);
    expect(forecast?.tokensPerDay).toBeCloseTo(3_000 / 7, 9);
  });

  test('knows fewer days when the first call was later', () => {
    const { store, summaryAt } = ledger();
    store.spend.add(noon(18), cost());
    store.spend.add(noon(19), cost());
    expect(summaryAt(noon(20)).forecast?.tokensPerDay).toBe(1_000);
  });
});

describe('what was spared', () => {
  test('counts decisions from the cache and programs a model was asked about, of this month alone', () => {
    const { store, summaryAt } = ledger();
    const verdict = {
      category: 'indexer',
      background: 'hold-back',
      confidence: 0.9,
      why: 'indexes',
      model: 'a',
      expiresAt: noon(60),
      cost: cost(),
      exchangeId: 'x',
    } as const;
    for (const [programKey, day] of [
      ['old', -3],
      ['one', 2],
      ['two', 3],
    ] as const)
      store.verdicts.put({ ...verdict, programKey, at: noon(day) });
    store.verdicts.put({ ...verdict, programKey: 'by hand', at: noon(3), cost: null, exchangeId: null });
    for (const [id, day, tier] of [
      ['a', -3, 'cache'],
      ['b', 4, 'cache'],
      ['c', 5, 'cache'],
      ['d', 5, 'llm'],
    ] as const)
      store.decisions.put(decision(id, { at: noon(day), tier }));
    store.spend.add(noon(3), cost());

    const { saved } = summaryAt(noon(20));
    expect(saved).toMatchObject({ verdictsFromCache: 2, programsAsked: 2, callsSaved: 3 });
    // four calls of 400 tokens of prompt and (1000 - 400) / 2 of the program's own, instead of 1000 tokens at $0.01
    expect(saved.tokensSaved).toBe(4 * 700 - 1_000);
    expect(saved.usdSaved).toBeCloseTo(0.018, 9);
  });

  test('is never less than nothing, whatever the ledger says', () => {
    const count = fc.nat(10_000);
    fc.assert(
      fc.property(count, count, count, count, (calls, inputTokens, verdictsFromCache, programsAsked) => {
        const month = { calls, inputTokens, outputTokens: 0, usd: inputTokens / 1e6 };
        const saved = savedOf(month, 400, { verdictsFromCache, programsAsked });
        expect(Math.min(saved.callsSaved, saved.tokensSaved, saved.usdSaved)).toBeGreaterThanOrEqual(0);
        expect(Object.values(saved).every(Number.isFinite)).toBe(true);
      }),
    );
  });
});
