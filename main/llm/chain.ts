/** Who is asked, in which order, and what every call leaves behind: its exact bytes, its tokens and its price. */
import { randomUUID } from 'node:crypto';
import type { Cost } from '../../contract/decision.ts';
import type { Clock } from '../clock.ts';
import { fail } from '../result.ts';
import type { Result } from '../result.ts';
import { estimateTokens, withinBudget } from './budget.ts';
import { createGroq } from './groq.ts';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';
import { createOllama } from './ollama.ts';
import type { ExchangeStore, ModelSettings, ModelStatus, SpendLedger } from './ports.ts';
import { costOf, priceOf } from './prices.ts';
import { ProviderFailure } from './provider.ts';
import type { Completion, CompletionRequest, ModelProvider, Wire } from './provider.ts';
import { quotaWait } from './rate-limit.ts';
import type { Timing } from './timing.ts';

/** Where the model side stands, as a person reads it. */
export type Standing = Pick<ModelStatus, 'provider' | 'model' | 'state' | 'reason' | 'retryAt'>;

export type Answer =
  | {
      readonly kind: 'answered';
      readonly provider: 'groq' | 'ollama';
      readonly model: string;
      readonly text: string;
      readonly cost: Cost;
      readonly exchangeId: string;
      /** Why one that comes earlier in the order was passed over; null when none was. */
      readonly instead: string | null;
    }
  | { readonly kind: 'unavailable'; readonly standing: Standing };

export interface Chain {
  readonly ask: (request: CompletionRequest, signal: AbortSignal) => Promise<Answer>;
  /** Looks whether somebody would answer, without asking anything. */
  readonly look: (signal: AbortSignal) => Promise<Standing>;
  readonly batchLimit: () => number;
  readonly quota: () => ModelStatus['quota'];
}

export interface ChainParts {
  readonly settings: () => ModelSettings;
  readonly exchanges: ExchangeStore;
  readonly ledger: SpendLedger;
  readonly clock: Clock;
  readonly timing: Timing;
  readonly log: { readonly warn: (message: string) => void };
}

/** Programs in one call. */
const largestBatch = 40;

export function createChain({ settings, exchanges, ledger, clock, timing, log }: ChainParts): Chain {
  const lanes: Readonly<Record<ModelProvider['name'], Lane>> = {
    groq: createLane(clock, timing, largestBatch),
    ollama: createLane(clock, timing, largestBatch),
  };
  const seenAt = new Map<ModelProvider, number>();
  let built: { readonly from: ModelSettings; readonly providers: readonly ModelProvider[] } | null = null;

  const providers = (): readonly ModelProvider[] => {
    const now = settings();
    if (built === null || !sameProviders(built.from, now)) {
      built = { from: now, providers: buildProviders(now, clock) };
      for (const { name, model } of built.providers) {
        if (priceOf(name, model).assumed) log.warn(`No price is known for ${model}; the dearest known one is counted.`);
      }
    }
    return built.providers;
  };

  const nobody = (): Standing => {
    const { provider } = settings();
    const reason =
      provider === 'none'
        ? 'No model is asked: it is switched off in the settings.'
        : 'No Groq key is set; set GROQ_API_KEY or choose Ollama.';
    return { provider: provider === 'groq' ? 'groq' : 'none', model: null, state: 'off', reason, retryAt: null };
  };

  /** Why a call would not be sent to this provider now; null when it would. */
  const blocked = (provider: ModelProvider, request: CompletionRequest): Standing | null => {
    const { name, model } = provider;
    const lane = lanes[name];
    const now = clock.now();
    const hold = lane.hold();
    if (hold !== null) return { provider: name, model, state: hold.state, reason: hold.reason, retryAt: hold.until };
    const usage = { inputTokens: estimateOf(request), outputTokens: request.maxOutputTokens };
    const budget = withinBudget(costOf(name, model, usage), settings(), ledger, now);
    if (!budget.ok) {
      return {
        provider: name,
        model,
        state: 'over-budget',
        reason: budget.error.reason,
        retryAt: budget.error.freesAt,
      };
    }
    const quota = lane.quota();
    const tokens = usage.inputTokens + usage.outputTokens;
    const waiting = { provider: name, model, state: 'waiting' as const };
    const most = quota?.limitTokens ?? Number.POSITIVE_INFINITY;
    if (tokens > most && lane.batchLimit() > 1) {
      lane.shrinkBatch();
      return {
        ...waiting,
        reason: `The account takes ${most} tokens a minute; fewer programs go into one call.`,
        retryAt: now,
      };
    }
    const until = quotaWait(quota, tokens, now);
    return until === null
      ? null
      : { ...waiting, reason: 'The account has too little of its quota left for a call.', retryAt: until };
  };

  const reach = (provider: ModelProvider, signal: AbortSignal): Promise<Result<null>> =>
    provider.reachable(AbortSignal.any([signal, AbortSignal.timeout(timing.probe)]));

  const makeSureReachable = async (provider: ModelProvider, signal: AbortSignal): Promise<void> => {
    if (clock.monotonic() - (seenAt.get(provider) ?? Number.NEGATIVE_INFINITY) < timing.reachableFor) return;
    const found = await reach(provider, signal);
    if (!found.ok) throw new ProviderFailure('unreachable', found.error);
    seenAt.set(provider, clock.monotonic());
  };

  /** Keeps the bytes, and books what was used. A bad answer was paid for as well: then what was sent is counted. */
  const record = (
    provider: ModelProvider,
    wire: Wire,
    request: CompletionRequest,
    result: Completion | ProviderFailure,
    started: number,
  ) => {
    const { name, model } = provider;
    const failed = result instanceof ProviderFailure;
    const counted = failed ? { inputTokens: estimateOf(request), outputTokens: 0 } : usageOf(result, request);
    const cost = failed && wire.status !== 200 ? null : costOf(name, model, counted);
    const id = randomUUID();
    if (cost !== null) ledger.add(clock.now(), cost);
    exchanges.put({
      id,
      at: clock.now(),
      provider: name,
      model,
      url: wire.url,
      request: wire.rawRequest,
      response: wire.rawResponse,
      status: wire.status,
      error: failed ? result.message : null,
      durationMs: clock.monotonic() - started,
      cost,
    });
    return { id, cost: cost ?? costOf(name, model, counted) };
  };

  const attempt = async (provider: ModelProvider, request: CompletionRequest, signal: AbortSignal): Promise<Answer> => {
    const { name, model } = provider;
    const lane = lanes[name];
    const started = clock.monotonic();
    try {
      const completion = await lane.run(
        async (limited) => {
          await makeSureReachable(provider, limited);
          return provider.complete(request, limited);
        },
        settings().timeoutMs,
        signal,
      );
      const { id, cost } = record(provider, completion, request, completion, started);
      return { kind: 'answered', provider: name, model, text: completion.text, cost, exchangeId: id, instead: null };
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      seenAt.delete(provider);
      if (error.wire !== null) record(provider, error.wire, request, error, started);
      const hold = lane.hold();
      const standing = { provider: name, model, reason: error.message };
      return {
        kind: 'unavailable',
        standing: { ...standing, state: hold?.state ?? 'waiting', retryAt: hold?.until ?? clock.now() },
      };
    }
  };

  /** The first provider for which `visit` succeeds; else what all of them said. */
  const walk = async (visit: (provider: ModelProvider) => Promise<Answer>, signal: AbortSignal): Promise<Answer> => {
    const passed: Standing[] = [];
    for (const provider of providers()) {
      if (signal.aborted) break;
      const answer = await visit(provider);
      if (answer.kind === 'unavailable') passed.push(answer.standing);
      else return { ...answer, instead: passed.length === 0 ? null : sentenceOf(passed) };
    }
    return { kind: 'unavailable', standing: passed.length === 0 ? nobody() : together(passed, settings()) };
  };

  return {
    ask: (request, signal) =>
      walk(async (provider) => {
        const standing = blocked(provider, request);
        return standing === null ? attempt(provider, request, signal) : { kind: 'unavailable', standing };
      }, signal),

    look: async (signal) => {
      const passed: Standing[] = [];
      for (const provider of providers()) {
        const { name, model } = provider;
        const hold = lanes[name].hold();
        const found = hold === null ? await reach(provider, signal) : fail(hold.reason);
        if (found.ok) return { provider: name, model, state: 'ready', reason: null, retryAt: null };
        const retryAt = hold?.until ?? clock.now() + timing.reachableFor;
        passed.push({ provider: name, model, state: hold?.state ?? 'broken', reason: found.error, retryAt });
      }
      return passed.length === 0 ? nobody() : together(passed, settings());
    },

    batchLimit: () => Math.min(largestBatch, ...providers().map(({ name }) => lanes[name].batchLimit())),
    quota: () => lanes.groq.quota(),
  };
}

/** In the order of preference; those that cannot be asked at all are left out. */
function buildProviders(settings: ModelSettings, clock: Clock): readonly ModelProvider[] {
  const { provider, groqKey, groqModel, groqBaseUrl, ollamaHost, ollamaModel } = settings;
  const ollama = () => createOllama({ host: ollamaHost, model: ollamaModel }, clock);
  const groq = () =>
    groqKey === null ? [] : [createGroq({ baseUrl: groqBaseUrl, model: groqModel, key: groqKey }, clock)];
  switch (provider) {
    case 'none':
      return [];
    case 'groq':
      return groq();
    case 'ollama':
      return [ollama()];
    case 'auto':
      return [ollama(), ...groq()];
  }
}

function sameProviders(a: ModelSettings, b: ModelSettings): boolean {
  const keys = ['provider', 'groqKey', 'groqModel', 'groqBaseUrl', 'ollamaHost', 'ollamaModel'] as const;
  return keys.every((key) => a[key] === b[key]);
}

const estimateOf = ({ system, user, schema }: CompletionRequest): number =>
  estimateTokens(system) + estimateTokens(user) + estimateTokens(JSON.stringify(schema));

const usageOf = ({ usage, text }: Completion, request: CompletionRequest) =>
  usage ?? { inputTokens: estimateOf(request), outputTokens: estimateTokens(text) };

const sentenceOf = (standings: readonly Standing[]): string => standings.map(({ reason }) => reason).join(' ');

const gravity = ['off', 'ready', 'asking', 'waiting', 'broken', 'over-budget'] as const;

/** Several providers' troubles as one: the gravest state, all reasons, the earliest moment to try again. */
function together(standings: readonly Standing[], { provider, groqKey }: ModelSettings): Standing {
  const gravest = standings.reduce((a, b) => (gravity.indexOf(b.state) > gravity.indexOf(a.state) ? b : a));
  const moments = standings.flatMap(({ retryAt }) => (retryAt === null ? [] : [retryAt]));
  const retryAt = moments.length === 0 ? null : Math.min(...moments);
  const reason = sentenceOf(standings);
  if (provider === 'auto' && groqKey === null) {
    return {
      ...gravest,
      provider: 'none',
      model: null,
      state: 'off',
      reason: `${reason} No Groq key is set. What is already known decides alone.`,
      retryAt,
    };
  }
  return { ...gravest, reason, retryAt };
}
