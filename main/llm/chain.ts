/** Who is asked, in which order, and why somebody is not asked now. */
import type { Cost } from '../../contract/decision.ts';
import type { Clock } from '../clock.ts';
import type { Result } from '../result.ts';
import { createBookkeeping, expectedUsage } from './bookkeeping.ts';
import { withinBudget } from './budget.ts';
import { createGroq } from './groq.ts';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';
import { createOllama } from './ollama.ts';
import type { ExchangeStore, ModelSettings, ModelStatus, SpendLedger } from './ports.ts';
import { costOf, priceOf } from './prices.ts';
import type { Usage } from './prices.ts';
import { ProviderFailure } from './provider.ts';
import type { CompletionRequest, ModelProvider } from './provider.ts';
import { quotaWait } from './rate-limit.ts';
import { nobody, sentenceOf, together } from './standing.ts';
import type { Standing } from './standing.ts';
import type { Timing } from './timing.ts';

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
  const books = createBookkeeping(exchanges, ledger, clock);
  const lanes: Readonly<Record<ModelProvider['name'], Lane>> = {
    groq: createLane(clock, timing, largestBatch),
    ollama: createLane(clock, timing, largestBatch),
  };
  const seenAt = new WeakMap<ModelProvider, number>();
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

  const onHold = ({ name, model }: ModelProvider): Standing | null => {
    const hold = lanes[name].hold();
    return hold && { provider: name, model, state: hold.state, reason: hold.reason, retryAt: hold.until };
  };

  const overBudget = ({ name, model }: ModelProvider, usage: Usage): Standing | null => {
    const budget = withinBudget(costOf(name, model, usage), settings(), ledger, clock.now());
    if (budget.ok) return null;
    const { reason, freesAt } = budget.error;
    return { provider: name, model, state: 'over-budget', reason, retryAt: freesAt };
  };

  const shortOfQuota = ({ name, model }: ModelProvider, tokens: number): Standing | null => {
    const lane = lanes[name];
    const quota = lane.quota();
    const waiting = { provider: name, model, state: 'waiting' } as const;
    const most = quota?.limitTokens ?? Number.POSITIVE_INFINITY;
    if (tokens > most && lane.batchLimit() > 1) {
      lane.shrinkBatch();
      const reason = `The account takes ${most} tokens a minute; fewer programs go into one call.`;
      return { ...waiting, reason, retryAt: clock.now() };
    }
    const retryAt = quotaWait(quota, tokens, clock.now());
    const reason = 'The account has too little of its quota left for a call.';
    return retryAt === null ? null : { ...waiting, reason, retryAt };
  };

  /** Why a call is not sent to this provider now; null when it is. */
  const blocked = (provider: ModelProvider, request: CompletionRequest): Standing | null => {
    const held = onHold(provider);
    if (held !== null) return held;
    const usage = expectedUsage(request);
    return overBudget(provider, usage) ?? shortOfQuota(provider, usage.inputTokens + usage.outputTokens);
  };

  const reach = (provider: ModelProvider, signal: AbortSignal): Promise<Result<null>> =>
    provider.reachable(AbortSignal.any([signal, AbortSignal.timeout(timing.probe)]));

  const makeSureReachable = async (provider: ModelProvider, signal: AbortSignal): Promise<void> => {
    if (clock.monotonic() - (seenAt.get(provider) ?? Number.NEGATIVE_INFINITY) < timing.reachableFor) return;
    const found = await reach(provider, signal);
    if (!found.ok) throw new ProviderFailure('unreachable', found.error);
    seenAt.set(provider, clock.monotonic());
  };

  const attempt = async (provider: ModelProvider, request: CompletionRequest, signal: AbortSignal): Promise<Answer> => {
    const { name, model } = provider;
    const lane = lanes[name];
    const asked = { provider, request, started: clock.monotonic() };
    try {
      const completion = await lane.run(
        async (limited) => {
          await makeSureReachable(provider, limited);
          return provider.complete(request, limited);
        },
        settings().timeoutMs,
        signal,
      );
      const { text } = completion;
      return { kind: 'answered', provider: name, model, text, ...books.replied(asked, completion), instead: null };
    } catch (error) {
      if (!(error instanceof ProviderFailure)) throw error;
      seenAt.delete(provider);
      books.failed(asked, error);
      const hold = lane.hold();
      const standing = { provider: name, model, state: hold?.state ?? 'waiting', reason: error.message } as const;
      return { kind: 'unavailable', standing: { ...standing, retryAt: hold?.until ?? clock.now() } };
    }
  };

  const lookAt = async (provider: ModelProvider, signal: AbortSignal): Promise<Standing> => {
    const { name, model } = provider;
    const held = onHold(provider);
    if (held !== null) return held;
    const found = await reach(provider, signal);
    if (found.ok) {
      const ready = { provider: name, model, state: 'ready', reason: null, retryAt: null } as const;
      return overBudget(provider, { inputTokens: 1, outputTokens: 0 }) ?? ready;
    }
    const retryAt = clock.now() + timing.reachableFor;
    return { provider: name, model, state: 'broken', reason: found.error, retryAt };
  };

  const orNobody = ([first, ...others]: readonly Standing[]): Standing =>
    first === undefined ? nobody(settings()) : together([first, ...others], settings());

  return {
    ask: async (request, signal) => {
      const passed: Standing[] = [];
      for (const provider of providers()) {
        if (signal.aborted) break;
        const standing = blocked(provider, request);
        const answer: Answer =
          standing === null ? await attempt(provider, request, signal) : { kind: 'unavailable', standing };
        if (answer.kind === 'unavailable') passed.push(answer.standing);
        else return { ...answer, instead: passed.length === 0 ? null : sentenceOf(passed) };
      }
      return { kind: 'unavailable', standing: orNobody(passed) };
    },

    look: async (signal) => {
      const passed: Standing[] = [];
      for (const provider of providers()) {
        const standing = await lookAt(provider, signal);
        if (standing.state === 'ready') return standing;
        passed.push(standing);
      }
      return orNobody(passed);
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
