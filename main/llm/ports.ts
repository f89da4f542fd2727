/** What the model side needs from outside and offers to the engine. Deciding never waits for it. */
import type { Cost, Exchange } from '../../contract/decision.ts';
import type { Quota } from '../../contract/engine.ts';
import type { ProviderChoice } from '../../contract/words.ts';
import type { Question, Verdict } from '../decide/case.ts';
import type { CompletionRequest } from './provider.ts';

/** Cached verdicts by program key. */
export interface VerdictStore {
  /** Null when unknown or expired at `now` (epoch ms). */
  readonly get: (programKey: string, now: number) => Verdict | null;
  readonly put: (verdict: Verdict) => void;
}

/** The exact bytes of each exchange, kept so that a person can read them. */
export interface ExchangeStore {
  readonly put: (exchange: Exchange) => void;
}

export interface Spend {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly usd: number;
}

/** Money and tokens, as the providers' `usage` reports them. */
export interface SpendLedger {
  readonly add: (at: number, cost: Cost) => void;
  /** Sum over [from, to) in epoch ms. */
  readonly sum: (from: number, to: number) => Spend;
}

/** The settings the model side reads; re-read before every call, so a change takes effect at once. */
export interface ModelSettings {
  readonly provider: ProviderChoice;
  readonly groqBaseUrl: string;
  readonly groqModel: string;
  /** Null when no key is set. Never logged, stored or sent anywhere but to the provider. */
  readonly groqKey: string | null;
  readonly ollamaHost: string;
  readonly ollamaModel: string;
  readonly timeoutMs: number;
  readonly usdPerMonth: number;
  readonly tokensPerDay: number;
  readonly redact: boolean;
}

export interface ModelStatus {
  readonly provider: 'none' | 'groq' | 'ollama';
  readonly model: string | null;
  readonly state: 'off' | 'ready' | 'asking' | 'waiting' | 'broken' | 'over-budget';
  /** Why it is not ready, in a sentence a person can act on. */
  readonly reason: string | null;
  /** Epoch ms of the next attempt. */
  readonly retryAt: number | null;
  readonly quota: Quota | null;
  readonly queued: number;
}

/** What came of a question that is not about programs. */
export type Consultation =
  | {
      readonly kind: 'answered';
      readonly text: string;
      readonly model: string;
      readonly exchangeId: string;
      readonly cost: Cost;
    }
  /** Nobody was asked, or nobody answered; `reason` is a sentence for a person. */
  | { readonly kind: 'nobody'; readonly reason: string; readonly retryAt: number | null };

/** Port of the model side, as the engine uses it. */
export interface Advisor {
  /** Queues programs nobody knows; those already queued, asked or answered are ignored. Bounded; returns at once. */
  readonly ask: (questions: readonly Question[]) => void;
  readonly status: () => ModelStatus;
  /** One question of another kind, after what is being asked now; within the same budget, quota and records. Never rejects. */
  readonly consult: (request: CompletionRequest) => Promise<Consultation>;
  /** Called with each batch of verdicts that passed the schema, after they were stored. */
  readonly onVerdicts: (listener: (verdicts: readonly Verdict[]) => void) => () => void;
  /** Settings changed: forget breaker state and back-off, look for providers again. */
  readonly refresh: () => void;
  readonly dispose: () => Promise<void>;
}
