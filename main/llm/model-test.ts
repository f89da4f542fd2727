/** "Does it answer?": one small question to a provider, for the settings page. Paid, counted and kept like any other. */
import type { Sentence } from '../../contract/decision.ts';
import type { ModelTest } from '../../contract/keys.ts';
import { say } from '../../contract/sentences.ts';
import type { SentenceKey } from '../../contract/sentences.ts';
import type { Clock } from '../clock.ts';
import { createBookkeeping, expectedUsage } from './bookkeeping.ts';
import { withinBudget } from './budget.ts';
import { createGroq } from './groq.ts';
import { createOllama, offersModel } from './ollama.ts';
import type { ExchangeStore, ModelSettings, SpendLedger } from './ports.ts';
import { costOf } from './prices.ts';
import { ProviderFailure } from './provider.ts';
import type { CompletionRequest, ModelProvider } from './provider.ts';
import { originOf } from './wire.ts';

export interface ModelTestParts {
  readonly settings: () => ModelSettings;
  readonly exchanges: ExchangeStore;
  readonly ledger: SpendLedger;
  readonly clock: Clock;
  /** For listing the models and the question together, ms. A person waits for it. */
  readonly limitMs?: number;
}

/** Says nothing about this machine: the question is whether somebody answers. */
const smallQuestion: CompletionRequest = {
  system: 'This only checks the connection. Reply with JSON only.',
  user: 'Reply with {"ok":true}',
  schema: {
    type: 'object',
    properties: { ok: { type: 'boolean' } },
    required: ['ok'],
    additionalProperties: false,
  },
  maxOutputTokens: 32,
};

const names = { groq: 'Groq', ollama: 'Ollama' } as const;

/** Never rejects for the provider's sake: what went wrong is the result. */
export function createModelTest(parts: ModelTestParts): (provider: ModelTest['provider']) => Promise<ModelTest> {
  const { settings, exchanges, ledger, clock, limitMs = 10_000 } = parts;
  const books = createBookkeeping(exchanges, ledger, clock);

  return async (name) => {
    const now = settings();
    const provider = providerOf(name, now, clock);
    const who = { provider: names[name], model: provider.model };
    const signal = AbortSignal.timeout(limitMs);
    let models: readonly string[] = [];
    let started = clock.monotonic();

    const result = (ok: boolean, key: SentenceKey, values: Sentence['values'] = {}): ModelTest => {
      const sentence = { key, values: { ...who, ...values } };
      const durationMs = clock.monotonic() - started;
      return {
        ok,
        provider: name,
        model: provider.model,
        durationMs,
        models: [...models],
        text: say(key, sentence.values),
        sentence,
      };
    };
    const failed = (failure: ProviderFailure): ModelTest => {
      const status = failure.wire?.status ?? 0;
      if (failure.kind === 'timed-out') return result(false, 'model.timeout', { seconds: limitMs / 1000 });
      if (failure.kind === 'unreachable')
        return result(false, 'model.unreachable', { origin: originOf(addressOf(name, now)) });
      if (failure.kind === 'rate-limited') return result(false, 'model.rate-limited');
      if (status === 401 || status === 403) return result(false, 'model.key-refused', { status });
      return result(false, 'model.failed', { why: failure.message });
    };

    if (name === 'groq' && now.groqKey === null) return result(false, 'model.no-key', { variable: 'GROQ_API_KEY' });
    try {
      models = await provider.models(signal);
      if (models.length > 0 && !offersModel(models, provider.model))
        return result(false, name === 'groq' ? 'model.not-offered' : 'model.not-pulled');
      const most = costOf(name, provider.model, expectedUsage(smallQuestion));
      if (!withinBudget(most, now, ledger, clock.now()).ok) return result(false, 'model.over-budget');
      started = clock.monotonic();
      const asked = { provider, request: smallQuestion, started };
      try {
        books.replied(asked, await provider.complete(smallQuestion, signal));
      } catch (error) {
        if (error instanceof ProviderFailure) books.failed(asked, error);
        throw error;
      }
      return result(true, 'model.works', { seconds: ((clock.monotonic() - started) / 1000).toFixed(1) });
    } catch (error) {
      if (error instanceof ProviderFailure) return failed(error);
      throw error;
    }
  };
}

const addressOf = (name: ModelTest['provider'], { groqBaseUrl, ollamaHost }: ModelSettings): string =>
  name === 'groq' ? groqBaseUrl : ollamaHost;

function providerOf(name: ModelTest['provider'], settings: ModelSettings, clock: Clock): ModelProvider {
  const { groqModel, groqKey, groqBaseUrl, ollamaHost, ollamaModel } = settings;
  return name === 'groq'
    ? createGroq({ baseUrl: groqBaseUrl, model: groqModel, key: groqKey }, clock)
    : createOllama({ host: ollamaHost, model: ollamaModel }, clock);
}
