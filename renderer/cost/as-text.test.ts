import { expect, test } from 'vitest';
import type { CostsSummary } from '../../contract/engine.ts';
import { numberFormat } from '../format/numbers.ts';
import { i18n } from '../i18n/i18n.ts';
import { costsAsText } from './as-text.ts';

const spend = (calls: number, usd: number) => ({ calls, inputTokens: calls * 1_000, outputTokens: calls * 100, usd });

const costs: CostsSummary = {
  today: spend(1, 0.002),
  month: spend(30, 0.06),
  budget: { usdPerMonth: 1, tokensPerDay: 200_000 },
  byModel: [{ provider: 'groq', model: 'llama', ...spend(30, 0.06) }],
  quota: null,
  days: [],
  forecast: { usdThisMonth: 0.09, tokensPerDay: 1_100 },
  saved: { verdictsFromCache: 50, programsAsked: 40, callsSaved: 60, tokensSaved: 9_000, usdSaved: 0.02 },
  pricesFrom: '2026-06-04',
};

test('costs read as text without the screen around them', () => {
  const text = costsAsText(costs, { t: i18n.t, number: numberFormat('en'), pricesFrom: 'Prices of 4 June 2026' });
  expect(text.split('\n')).toEqual([
    'Today: 1 call, 1,100 tokens, $0.002',
    'This month: 30 calls, 33,000 tokens, $0.060',
    'Budget a day: 200,000 tokens',
    'Budget a month: $1.00',
    '- groq llama: 30 calls, 33,000 tokens, $0.060',
    'At the pace of the last seven days this month ends at about $0.090.',
    'About 60 calls, 9,000 tokens and $0.020 were spared.',
    'Prices of 4 June 2026',
  ]);
});

test('what is not known yet is left out', () => {
  const saved = { verdictsFromCache: 0, programsAsked: 0, callsSaved: 0, tokensSaved: 0, usdSaved: 0 };
  const text = costsAsText(
    { ...costs, forecast: null, saved, byModel: [] },
    { t: i18n.t, number: numberFormat('en'), pricesFrom: 'prices' },
  );
  expect(text.split('\n')).toHaveLength(5);
});
