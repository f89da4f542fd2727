/** What models cost, against the budget, with where it leads and what was spared. Pure but for the ledger it reads. */
import type { CostsSummary, Quota, Settings } from '../../contract/engine.ts';
import type { Spend } from '../llm/ports.ts';
import { lastDays, monthOf, todayOf } from '../watch/calendar.ts';

/** The readable side of the ledger; times are epoch ms, `to` not included. */
export interface SpendHistory {
  readonly sum: (from: number, to: number) => Spend;
  readonly byModel: (
    from: number,
    to: number,
  ) => readonly (Spend & { readonly provider: string; readonly model: string })[];
  /** When the first call was paid; null when none ever was. */
  readonly firstAt: () => number | null;
}

/** How often a verdict answered instead of a model; times are epoch ms, `to` not included. */
export interface Answers {
  /** Decisions that rest on a verdict that was known already. */
  readonly fromCache: (from: number, to: number) => number;
  /** Programs whose verdict came from a model then and is still kept. */
  readonly programsAsked: (from: number, to: number) => number;
}

export interface CostSources {
  readonly spend: SpendHistory;
  readonly answers: Answers;
  /** Tokens that every call carries whatever it asks about: the task and the shape of the reply. */
  readonly promptTokens: number;
  readonly quota: Quota | null;
  readonly pricesFrom: string;
}

const dayMs = 86_400_000;
const shownDays = 30;
const paceDays = 7;

/** @param now epoch ms */
export function costsSummaryOf(now: number, settings: Settings, sources: CostSources): CostsSummary {
  const { spend, answers, promptTokens } = sources;
  const [monthFrom, monthTo] = monthOf(now);
  const month = spend.sum(monthFrom, monthTo);
  return {
    today: spend.sum(...todayOf(now)),
    month,
    budget: {
      usdPerMonth: settings['llm.budget.usdPerMonth'],
      tokensPerDay: settings['llm.budget.tokensPerDay'],
    },
    byModel: [...spend.byModel(monthFrom, monthTo)],
    quota: sources.quota,
    days: lastDays(now, shownDays).map(([from, to]) => ({ at: from, ...spend.sum(from, to) })),
    forecast: forecastOf(now, month, spend),
    saved: savedOf(month, promptTokens, {
      verdictsFromCache: answers.fromCache(monthFrom, monthTo),
      programsAsked: answers.programsAsked(monthFrom, monthTo),
    }),
    pricesFrom: sources.pricesFrom,
  };
}

const tokensOf = ({ inputTokens, outputTokens }: Spend): number => inputTokens + outputTokens;

/**
 * What this month has cost, and the rest of it at the mean of the last seven whole local days; of fewer when the first
 * call was later. Today is left out, because it is not over. Null when the first call was today or never.
 */
function forecastOf(now: number, month: Spend, spend: SpendHistory): CostsSummary['forecast'] {
  const first = spend.firstAt();
  const whole = lastDays(now, paceDays + 1).slice(0, -1);
  const days = first === null ? [] : whole.filter(([, to]) => to > first);
  const [from, to] = [days[0]?.[0], days.at(-1)?.[1]];
  if (from === undefined || to === undefined) return null;
  const pace = spend.sum(from, to);
  const [, monthTo] = monthOf(now);
  return {
    usdThisMonth: month.usd + (pace.usd / days.length) * ((monthTo - now) / dayMs),
    tokensPerDay: tokensOf(pace) / days.length,
  };
}

/**
 * Against asking a model anew at each decision that a verdict answered, about one program at a time. A call then
 * carries the prompt and one program's share of this month's other tokens; dollars are this month's mean a token.
 * Verdicts that are no longer kept are not counted, so the saving is rather too small.
 */
export function savedOf(
  month: Spend,
  promptTokens: number,
  { verdictsFromCache, programsAsked }: Pick<CostsSummary['saved'], 'verdictsFromCache' | 'programsAsked'>,
): CostsSummary['saved'] {
  const used = tokensOf(month);
  const calls = programsAsked + verdictsFromCache;
  const perProgram = programsAsked === 0 ? 0 : Math.max(0, used - month.calls * promptTokens) / programsAsked;
  // without a call of this month there is no measure of what one takes
  const tokensSaved = month.calls === 0 ? 0 : Math.max(0, calls * (promptTokens + perProgram) - used);
  return {
    verdictsFromCache,
    programsAsked,
    callsSaved: Math.max(0, calls - month.calls),
    tokensSaved: Math.round(tokensSaved),
    usdSaved: used === 0 ? 0 : (tokensSaved * month.usd) / used,
  };
}
