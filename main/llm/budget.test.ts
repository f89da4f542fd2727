import { describe, expect, it } from 'vitest';
import { localDay, localMonth, withinBudget } from './budget.ts';
import { costOf, priceOf } from './prices.ts';

const now = new Date(2026, 11, 31, 23, 59).getTime();
const nothing = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
const call = { provider: 'groq', model: 'm', inputTokens: 600, outputTokens: 400, usd: 0.01 };

describe('the periods', () => {
  it('are the local day and the local month, also at the end of the year', () => {
    expect(localDay(now)).toEqual({ from: new Date(2026, 11, 31).getTime(), to: new Date(2027, 0, 1).getTime() });
    expect(localMonth(now)).toEqual({ from: new Date(2026, 11, 1).getTime(), to: new Date(2027, 0, 1).getTime() });
  });
});

describe('the budget', () => {
  const spent = (usd: number, tokens: number) => ({
    sum: (from: number, to: number) =>
      to - from > 2 * 86_400_000 ? { ...nothing, usd } : { ...nothing, inputTokens: tokens },
  });
  const limits = { tokensPerDay: 1000, usdPerMonth: 1 };

  it('lets a call through that fits exactly', () => {
    expect(withinBudget(call, limits, spent(0.99, 0), now).ok).toBe(true);
  });

  it('stops one token too many until midnight, one cent too many until next month', () => {
    expect(withinBudget(call, limits, spent(0, 1), now)).toMatchObject({
      ok: false,
      error: { freesAt: localDay(now).to },
    });
    expect(withinBudget(call, limits, spent(0.995, 0), now)).toMatchObject({
      ok: false,
      error: { freesAt: localMonth(now).to },
    });
  });

  it('of no money still lets a free call through', () => {
    expect(withinBudget({ ...call, usd: 0 }, { ...limits, usdPerMonth: 0 }, spent(5, 0), now).ok).toBe(true);
    expect(withinBudget(call, { ...limits, usdPerMonth: 0 }, spent(0, 0), now).ok).toBe(false);
  });
});

describe('the price', () => {
  it('is per million tokens of each direction', () => {
    expect(costOf('groq', 'llama-3.1-8b-instant', { inputTokens: 1e6, outputTokens: 1e6 }).usd).toBeCloseTo(0.13);
    expect(costOf('ollama', 'anything', { inputTokens: 1e6, outputTokens: 1e6 }).usd).toBe(0);
  });

  it('of a model that is not in the table is the dearest in it, and said to be assumed', () => {
    const unknown = priceOf('groq', 'somebody/new-model');
    expect(unknown.assumed).toBe(true);
    expect(unknown.price.output).toBeGreaterThanOrEqual(
      priceOf('groq', 'moonshotai/kimi-k2-instruct-0905').price.output,
    );
    expect(priceOf('groq', 'openai/gpt-oss-20b').assumed).toBe(false);
  });
});
