/** Engine status, cost and settings on the wire. */
import { z } from 'zod';
import { context, pressure } from './machine.ts';
import { modelUrlProblem, modelUrlProblems } from './model-url.ts';
import { language, mode, providerChoice, strategy } from './words.ts';

export const engineStatus = z.object({
  version: z.string(),
  startedAt: z.number(),
  mode,
  /** The one in force now. */
  strategy,
  /** A person chose it; else it follows what happens. */
  strategyPinned: z.boolean(),
  checkIntervalSeconds: z.number(),
  pausedUntil: z.number().nullable().describe('epoch ms'),
  pressure,
  context,
  machine: z.object({
    cpus: z.number().int(),
    memoryTotal: z.number(),
    memoryAvailable: z.number(),
    cpuBusy: z.number(),
  }),
  counts: z.object({
    processes: z.number().int(),
    apps: z.number().int(),
    treated: z.number().int(),
    awaiting: z.number().int(),
    questions: z.number().int().describe('programs waiting for a verdict'),
  }),
  /** One sentence on the state of the machine and what is being done about it. */
  headline: z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }),
  own: z.object({
    cpu: z.number().describe('ratio of one CPU over the last 10 s'),
    memory: z.number().describe('resident bytes'),
    usdToday: z.number(),
    tokensToday: z.number(),
    sampleMs: z.number().describe('CPU of the last refresh'),
    overBudget: z.boolean(),
  }),
  llm: z.object({
    provider: z.enum(['none', 'groq', 'ollama']),
    model: z.string().nullable(),
    state: z.enum(['off', 'ready', 'asking', 'waiting', 'broken', 'over-budget']),
    reason: z.string().nullable().describe('why it is not ready, in a sentence'),
    retryAt: z.number().nullable(),
  }),
  /** Facts a person should know: a database set aside, recovered interventions, a lever that is void. Newest first. */
  notices: z.array(
    z.object({ at: z.number(), severity: z.enum(['info', 'warning', 'error']), code: z.string(), text: z.string() }),
  ),
  helper: z.object({ installed: z.boolean(), reason: z.string() }),
});
export type EngineStatus = Readonly<z.infer<typeof engineStatus>>;
export type Notice = Readonly<EngineStatus['notices'][number]>;

export const quota = z.object({
  limitRequests: z.number().nullable(),
  remainingRequests: z.number().nullable(),
  resetRequestsAt: z.number().nullable(),
  limitTokens: z.number().nullable(),
  remainingTokens: z.number().nullable(),
  resetTokensAt: z.number().nullable(),
  seenAt: z.number(),
});
export type Quota = Readonly<z.infer<typeof quota>>;

const spend = z.object({ calls: z.number(), inputTokens: z.number(), outputTokens: z.number(), usd: z.number() });
export const costsSummary = z.object({
  today: spend,
  month: spend,
  budget: z.object({ usdPerMonth: z.number(), tokensPerDay: z.number() }),
  byModel: z.array(spend.extend({ provider: z.string(), model: z.string() })),
  quota: quota.nullable(),
  /** One entry a local day of the last 30, oldest first; `at` is its midnight, epoch ms. */
  days: z.array(spend.extend({ at: z.number() })),
  /** Where the month ends at the pace of the last seven days; null before there is a full day to go by. */
  forecast: z.object({ usdThisMonth: z.number(), tokensPerDay: z.number() }).nullable(),
  /** What this month would have cost with one call a program start, as estimated, against what it did. */
  saved: z.object({
    verdictsFromCache: z.number().int().describe('decisions answered by a verdict that was known'),
    programsAsked: z.number().int(),
    callsSaved: z.number().int(),
    tokensSaved: z.number().int(),
    usdSaved: z.number(),
  }),
  pricesFrom: z.string().describe('date of the price table, ISO'),
});

export type CostsSummary = Readonly<z.infer<typeof costsSummary>>;

const modelUrl = z
  .string()
  .max(2000)
  .superRefine((text, check) => {
    const problem = modelUrlProblem(text);
    if (problem !== null) check.addIssue({ code: 'custom', message: modelUrlProblems[problem] });
  });

export const settings = z.object({
  mode,
  /** Where the adaptive strategy starts, and the one that is kept when it is pinned. */
  strategy,
  'strategy.pinned': z.boolean(),
  /** A strategy while the context holds; null: none of its own. */
  'strategy.onBattery': strategy.nullable(),
  'strategy.inGame': strategy.nullable(),
  'strategy.presenting': strategy.nullable(),
  language,
  theme: z.enum(['system', 'light', 'dark']),
  /** False until a person has been told what the product will never do. */
  'firstRun.done': z.boolean(),
  'desktop.autostart': z.boolean(),
  'desktop.notifications': z.boolean(),
  'llm.provider': providerChoice,
  'llm.groq.baseUrl': modelUrl,
  'llm.groq.model': z.string().min(1).max(200),
  'llm.ollama.host': modelUrl,
  'llm.ollama.model': z.string().min(1).max(200),
  'llm.timeoutSeconds': z.number().min(1).max(300),
  'llm.budget.usdPerMonth': z.number().min(0).max(10_000),
  'llm.budget.tokensPerDay': z.number().int().min(0).max(1_000_000_000),
  'privacy.redact': z.boolean(),
  /** Keeps a bounded, redacted recording of what was decided, so that policies can be tried on it. */
  'learning.record': z.boolean(),
  'scope.roots': z.array(z.number().int().positive()).nullable(),
  'immunity.programs': z
    .array(z.string().min(1).max(4096))
    .max(1000)
    .describe('exact executable paths a person protects'),
});
export type Settings = Readonly<z.infer<typeof settings>>;
export type SettingKey = keyof Settings;

/** Some settings, each checked. */
export const settingsChange = settings.partial().strict();
export type SettingsChange = Readonly<z.infer<typeof settingsChange>>;
