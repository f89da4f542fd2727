/** The model side as the engine sees it: programs go in, verdicts come out some time later, nobody waits. */
import type { Clock } from '../clock.ts';
import type { Question, Verdict } from '../decide/case.ts';
import { askBatch } from './batch.ts';
import { createChain } from './chain.ts';
import type { Chain } from './chain.ts';
import { callingOff, consult, nobodyBecause } from './consult.ts';
import type { Advisor, Consultation, ExchangeStore, ModelSettings, SpendLedger, VerdictStore } from './ports.ts';
import type { CompletionRequest } from './provider.ts';
import { createQuestionQueue } from './question-queue.ts';
import type { Identity } from './redact.ts';
import type { Standing } from './standing.ts';
import { timing as usualTiming } from './timing.ts';
import type { Timing } from './timing.ts';

export interface AdvisorParts {
  readonly settings: () => ModelSettings;
  readonly verdicts: VerdictStore;
  readonly exchanges: ExchangeStore;
  readonly ledger: SpendLedger;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly log: { readonly info: (message: string) => void; readonly warn: (message: string) => void };
  readonly timing?: Partial<Timing>;
}

/** Unknown programs a desktop may have at once; those beyond are seen, and so asked about, again. */
const queueCapacity = 500;

/** setTimeout's range is 24 days; the wait for next month is made of several. ms. */
const longestTimer = 3_600_000;

/** Starts at once to look for a provider, and from then on asks whenever something is unknown and may be asked. */
export function createAdvisor(parts: AdvisorParts): Advisor {
  const { settings, verdicts, clock, identity, log } = parts;
  const timing: Timing = { ...usualTiming, ...parts.timing };
  const queue = createQuestionQueue(queueCapacity, timing);
  const listeners = new Set<(verdicts: readonly Verdict[]) => void>();
  const freshChain = (): Chain => createChain({ ...parts, timing });

  let chain = freshChain();
  let calls = new AbortController();
  let standing: Standing = {
    provider: 'none',
    model: null,
    state: 'off',
    reason: 'Looking for a model.',
    retryAt: null,
  };
  let asking = false;
  let timer: NodeJS.Timeout | null = null;
  let work: Promise<void> = Promise.resolve();
  let pieces = 0;
  let disposed = false;

  /** Sets the one timer: for when a provider may be tried again, else for the next question. Switched off, for never. */
  const plan = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const moment = standing.retryAt ?? (standing.state === 'off' ? null : queue.nextAt());
    if (disposed || pieces > 0 || moment === null) return;
    timer = setTimeout(wake, Math.min(Math.max(moment - clock.now(), 0), longestTimer));
    timer.unref();
  };

  const wake = (): void => {
    const now = clock.now();
    const batch = (standing.retryAt ?? 0) > now ? [] : queue.due(now, chain.batchLimit());
    if (batch.length > 0) enqueue(() => askAbout(batch));
    else if (standing.retryAt !== null && standing.retryAt <= now) enqueue(look);
    else plan();
  };

  /** One piece of work at a time. A bug or a full disk costs a pause, not the process. */
  const enqueue = (piece: () => Promise<void>): void => {
    pieces += 1;
    work = work
      .then(piece)
      .catch((error: unknown) => {
        const reason = `Asking failed unexpectedly: ${error instanceof Error ? error.message : 'unknown error'}`;
        settle({ ...standing, state: 'broken', reason, retryAt: clock.now() + timing.rejected });
      })
      .finally(() => {
        pieces -= 1;
        plan();
      });
  };

  const settle = (next: Standing): void => {
    const before = standing;
    standing = next;
    const news = next.reason !== before.reason || next.state !== before.state;
    if (next.reason !== null && news) log.info(`Model ${next.state}: ${next.reason}`);
  };

  const look = async (): Promise<void> => {
    const { signal } = calls;
    const found = await chain.look(signal);
    if (!signal.aborted) settle(found);
  };

  const askAbout = async (batch: readonly Question[]): Promise<void> => {
    const { signal } = calls;
    const { redact: maskIdentity, groqKey: ownKey } = settings();
    asking = true;
    const outcome = await askBatch(
      batch,
      { chain, identity, maskIdentity, ownKey, timing, now: clock.now },
      signal,
    ).finally(() => {
      asking = false;
    });
    if (!signal.aborted) {
      const now = clock.now(); // one moment for all, so that they come back together
      for (const { programKey } of outcome.missed) queue.missed(programKey, now);
      settle(outcome.standing ?? standing);
    }
    if (outcome.verdicts.length > 0) keep(outcome.verdicts);
  };

  const consultNow = async (request: CompletionRequest): Promise<Consultation> => {
    const { signal } = calls;
    if (disposed) return nobodyBecause(callingOff);
    asking = true;
    try {
      return await consult(request, { chain, ownKey: settings().groqKey }, signal);
    } finally {
      asking = false;
    }
  };

  const keep = (fresh: readonly Verdict[]): void => {
    for (const verdict of fresh) {
      verdicts.put(verdict);
      queue.answered(verdict.programKey);
    }
    for (const listener of listeners) listener(fresh);
  };

  enqueue(look);

  return {
    ask: (questions) => {
      const now = clock.now();
      for (const question of questions) {
        if (verdicts.get(question.programKey, now) === null) queue.add(question, now);
      }
      plan();
    },

    status: () => {
      const state = asking ? 'asking' : standing.state;
      return { ...standing, state, quota: chain.quota(), queued: queue.size() };
    },

    consult: (request) =>
      new Promise((resolve) => {
        enqueue(async () => {
          try {
            resolve(await consultNow(request));
          } catch (error) {
            resolve(nobodyBecause('Asking failed unexpectedly.'));
            throw error;
          }
        });
      }),

    onVerdicts: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    refresh: () => {
      if (disposed) return;
      calls.abort();
      calls = new AbortController();
      chain = freshChain();
      standing = { ...standing, retryAt: null };
      enqueue(look);
    },

    dispose: async () => {
      disposed = true;
      listeners.clear();
      calls.abort();
      plan();
      await work;
    },
  };
}
