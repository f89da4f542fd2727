/** One model server, as the rest of this folder sees it, and the ways in which it can let us down. */
import type { Quota } from '../../contract/engine.ts';
import type { Result } from '../result.ts';
import type { Usage } from './prices.ts';

export interface CompletionRequest {
  readonly system: string;
  readonly user: string;
  /** JSON schema of the reply. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
}

/** The exact bytes of one exchange, as UTF-8 text. The API key travels in a header and is in neither. */
export interface Wire {
  readonly url: string;
  readonly rawRequest: string;
  readonly rawResponse: string | null;
  readonly status: number | null;
  readonly quota: Quota | null;
}

export interface Completion extends Wire {
  readonly text: string;
  /** Null when the server did not count. */
  readonly usage: Usage | null;
}

export interface ModelProvider {
  readonly name: 'groq' | 'ollama';
  readonly model: string;
  /** Whether a question makes sense now; the error is a sentence a person can act on. */
  readonly reachable: (signal: AbortSignal) => Promise<Result<null>>;
  /** Names of the models it offers, sorted. Costs nothing. Rejects with `ProviderFailure`. */
  readonly models: (signal: AbortSignal) => Promise<readonly string[]>;
  /** Rejects with `ProviderFailure`. */
  readonly complete: (request: CompletionRequest, signal: AbortSignal) => Promise<Completion>;
}

export type FailureKind =
  | 'unreachable' // no connection, or it broke
  | 'timed-out'
  | 'rate-limited' // 429
  | 'server-error' // 5xx
  | 'too-large' // 413: more tokens than the plan takes at once
  | 'rejected' // other 4xx: asking again the same way will not help
  | 'garbled' // an answer that is not the protocol's
  | 'withheld'; // nothing was sent: a secret was still in it

/** An expected failure of a call; `message` is a sentence for a person. */
export class ProviderFailure extends Error {
  readonly kind: FailureKind;
  /** What the server asked for, ms. */
  readonly retryAfterMs: number | null;
  readonly wire: Wire | null;

  constructor(kind: FailureKind, message: string, detail: { retryAfterMs?: number | null; wire?: Wire | null } = {}) {
    super(message);
    this.name = 'ProviderFailure';
    this.kind = kind;
    this.retryAfterMs = detail.retryAfterMs ?? null;
    this.wire = detail.wire ?? null;
  }
}
