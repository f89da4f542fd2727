/** Metrics and costs of the made-up engine. */
import { CallError } from '../../contract/calls.ts';
import type { Handlers } from '../../contract/calls.ts';
import type { CostsSummary, Settings } from '../../contract/engine.ts';

interface FigureOptions {
  readonly settings: () => Settings;
  /** Without a past: no model was ever asked, and nothing was measured yet. */
  readonly firstDay: boolean;
}

const minute = 60_000;
const sleep = 2 * minute;

/** Smooth and repeatable: the same moment has the same value, however it is asked for. */
const wave = (at: number, periodMinutes: number): number =>
  (1 + Math.sin((at / minute / periodMinutes) * 2 * Math.PI)) / 2;

/** Per cent of time, by the name of the metric. */
const pressures: Readonly<Record<string, (at: number) => number>> = {
  'cpu.pressure': (at) => 1.5 + 12 * wave(at, 7) ** 6 + 2 * wave(at, 1.3),
  'memory.pressure': (at) => 0.6 * wave(at, 11) ** 3,
  'io.pressure': (at) => 0.3 + 4 * wave(at, 5) ** 8,
};

export const makeFigureHandlers = ({
  settings,
  firstDay,
}: FigureOptions): Pick<Handlers, 'costs.summary' | 'metrics.query'> => {
  const startedAt = Date.now();
  /** A while ago the machine slept; a longer step has seen something of the time around it. */
  const asleep = (at: number) => at > startedAt - 6 * minute - sleep && at < startedAt - 6 * minute;
  return {
    'costs.summary': () => ({
      ...(firstDay ? nothingYet(startedAt) : aMonth(startedAt)),
      budget: {
        usdPerMonth: settings()['llm.budget.usdPerMonth'],
        tokensPerDay: settings()['llm.budget.tokensPerDay'],
      },
    }),
    'metrics.query': ({ name, from, to, step }) => {
      const value = pressures[name];
      if (value === undefined) throw new CallError('not-found', `There is no metric "${name}".`);
      const points: [number, number][] = [];
      const stepMs = step * 1000;
      const first = firstDay ? startedAt : from;
      for (let at = Math.ceil(first / stepMs) * stepMs; at < to; at += stepMs)
        if (stepMs > sleep || !asleep(at)) points.push([at, value(at)]);
      return { name, unit: '% of time', points };
    },
  };
};

type Figures = Omit<CostsSummary, 'budget'>;
type Spend = CostsSummary['today'];

const none: Spend = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0 };
const plus = (a: Spend, b: Spend): Spend => ({
  calls: a.calls + b.calls,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  usd: a.usd + b.usd,
});

const midnight = (now: number, daysAgo: number): number => {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
};

const nothingYet = (now: number): Figures => ({
  today: none,
  month: none,
  byModel: [],
  quota: null,
  days: Array.from({ length: 30 }, (_, index) => ({ at: midnight(now, 29 - index), ...none })),
  forecast: null,
  saved: { verdictsFromCache: 0, programsAsked: 0, callsSaved: 0, tokensSaved: 0, usdSaved: 0 },
  pricesFrom: '2026-06-04',
});

/** Thirty days of a machine that learns its programs: much at first, little later, and now and then a busy day. */
function aMonth(now: number): Figures {
  const days = Array.from({ length: 30 }, (_, index) => {
    const calls = index < 4 ? 0 : Math.max(0, Math.round(9 - index / 3 + (index % 7 === 5 ? 8 : 0)));
    return {
      at: midnight(now, 29 - index),
      calls,
      inputTokens: calls * 1840,
      outputTokens: calls * 212,
      usd: calls * 0.00125,
    };
  });
  const first = new Date(now);
  const monthFrom = new Date(first.getFullYear(), first.getMonth(), 1).getTime();
  const month = days.filter(({ at }) => at >= monthFrom).reduce<Spend>(plus, none);
  const today = { ...none, calls: 1, inputTokens: 1840, outputTokens: 212, usd: 0.00125 };
  const local = { provider: 'ollama', model: 'qwen3:4b', calls: 3, inputTokens: 5100, outputTokens: 610, usd: 0 };
  return {
    ...nothingYet(now),
    today,
    month: plus(month, local),
    byModel: [{ provider: 'groq', model: 'llama-3.3-70b-versatile', ...month }, local],
    quota: {
      limitRequests: 1000,
      remainingRequests: 871,
      resetRequestsAt: now + 90 * minute,
      limitTokens: 12_000,
      remainingTokens: 1_450,
      resetTokensAt: now + minute / 2,
      seenAt: now - 4 * minute,
    },
    days: [...days.slice(0, -1), { at: midnight(now, 0), ...today }],
    forecast: { usdThisMonth: month.usd * 1.4, tokensPerDay: 6_300 },
    saved: { verdictsFromCache: 1_204, programsAsked: 96, callsSaved: 1_200, tokensSaved: 1_870_000, usdSaved: 1.14 },
  };
}
