/** What every call leaves behind: its exact bytes, its tokens and its price. */
import { randomUUID } from 'node:crypto';
import type { Cost } from '../../contract/decision.ts';
import type { Clock } from '../clock.ts';
import { estimateTokens } from './budget.ts';
import type { ExchangeStore, SpendLedger } from './ports.ts';
import { costOf } from './prices.ts';
import type { Usage } from './prices.ts';
import type { ProviderFailure } from './provider.ts';
import type { Completion, CompletionRequest, ModelProvider, Wire } from './provider.ts';

/** The most a request should use. */
export const expectedUsage = (request: CompletionRequest): Usage => ({
  inputTokens: estimateTokens(request.system + request.user) + estimateTokens(JSON.stringify(request.schema)),
  outputTokens: request.maxOutputTokens,
});

/** Who was asked, and when on the monotonic clock. */
export interface Asked {
  readonly provider: ModelProvider;
  readonly request: CompletionRequest;
  readonly started: number;
}

export interface Bookkeeping {
  /** Books a reply by the server's own count, by the estimate where it did not count. */
  readonly replied: (asked: Asked, completion: Completion) => { readonly exchangeId: string; readonly cost: Cost };
  /** Keeps the bytes of a failure. An unusable answer was paid for as well: what was sent is counted. */
  readonly failed: (asked: Asked, failure: ProviderFailure) => void;
}

export function createBookkeeping(exchanges: ExchangeStore, ledger: SpendLedger, clock: Clock): Bookkeeping {
  const record = ({ provider, started }: Asked, wire: Wire, usage: Usage | null, error: string | null) => {
    const { name, model } = provider;
    const cost = usage === null ? null : costOf(name, model, usage);
    const id = randomUUID();
    const at = clock.now();
    // money first: should the disk be full, the budget still holds for as long as this process runs
    if (cost !== null) ledger.add(at, cost);
    exchanges.put({
      id,
      at,
      provider: name,
      model,
      url: wire.url,
      request: wire.rawRequest,
      response: wire.rawResponse,
      status: wire.status,
      error,
      durationMs: clock.monotonic() - started,
      cost,
    });
    return id;
  };

  return {
    replied: (asked, completion) => {
      const { inputTokens } = expectedUsage(asked.request);
      const usage = completion.usage ?? { inputTokens, outputTokens: estimateTokens(completion.text) };
      const exchangeId = record(asked, completion, usage, null);
      return { exchangeId, cost: costOf(asked.provider.name, asked.provider.model, usage) };
    },
    failed: (asked, { wire, message }) => {
      if (wire === null) return;
      const { inputTokens } = expectedUsage(asked.request);
      record(asked, wire, wire.status === 200 ? { inputTokens, outputTokens: 0 } : null, message);
    },
  };
}
