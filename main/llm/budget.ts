/** Whether one more call is within the day's tokens and the month's money. Pure but for the ledger it reads. */
import type { Cost } from '../../contract/decision.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { ModelSettings, SpendLedger } from './ports.ts';

/** Four characters a token: the usual estimate for English and JSON. Only for before a call; after it `usage` counts. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

/** [from, to) in epoch ms, in the machine's local time. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export function localDay(now: number): Period {
  const at = new Date(now);
  const start = (offset: number): number => new Date(at.getFullYear(), at.getMonth(), at.getDate() + offset).getTime();
  return { from: start(0), to: start(1) };
}

export function localMonth(now: number): Period {
  const at = new Date(now);
  const start = (offset: number): number => new Date(at.getFullYear(), at.getMonth() + offset).getTime();
  return { from: start(0), to: start(1) };
}

export interface OverBudget {
  readonly reason: string;
  /** Epoch ms at which the budget is fresh again. */
  readonly freesAt: number;
}

/** Checked before a call with what the call is expected to cost at most. A budget of 0 allows nothing. */
export function withinBudget(
  expected: Cost,
  limits: Pick<ModelSettings, 'tokensPerDay' | 'usdPerMonth'>,
  ledger: Pick<SpendLedger, 'sum'>,
  now: number,
): Result<null, OverBudget> {
  const day = localDay(now);
  const today = ledger.sum(day.from, day.to);
  const tokens = today.inputTokens + today.outputTokens;
  if (tokens + expected.inputTokens + expected.outputTokens > limits.tokensPerDay) {
    const reason = `Today's budget of ${limits.tokensPerDay} tokens would be exceeded (${tokens} used); nothing is asked before midnight.`;
    return fail({ reason, freesAt: day.to });
  }
  const month = localMonth(now);
  const { usd } = ledger.sum(month.from, month.to);
  if (expected.usd > 0 && usd + expected.usd > limits.usdPerMonth) {
    const reason = `This month's budget of $${limits.usdPerMonth} would be exceeded ($${usd.toFixed(4)} used); nothing is asked before next month.`;
    return fail({ reason, freesAt: month.to });
  }
  return ok(null);
}
