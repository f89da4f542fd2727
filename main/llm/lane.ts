/**
 * The health of one provider: what to do after each kind of failure, and until when to leave it alone. Waiting itself
 * happens in one place, the advisor's timer, because a retry that sleeps inside a call could not be called off.
 */
import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  ExponentialBackoff,
  handleWhen,
  timeout,
  TimeoutStrategy,
} from 'cockatiel';
import type { Clock } from '../clock.ts';
import type { Quota } from '../../contract/engine.ts';
import { ProviderFailure } from './provider.ts';
import type { Completion, FailureKind } from './provider.ts';
import type { Timing } from './timing.ts';

/** Why a provider is left alone. */
export interface Hold {
  readonly state: 'waiting' | 'broken';
  readonly reason: string;
  /** Epoch ms. */
  readonly until: number;
}

export interface Lane {
  readonly hold: () => Hold | null;
  readonly quota: () => Quota | null;
  /** Programs this provider can take at once. */
  readonly batchLimit: () => number;
  readonly shrinkBatch: () => void;
  /** Runs one call within `timeoutMs`. Rejects with `ProviderFailure`, after which `hold` says how long to wait. */
  readonly run: (
    call: (signal: AbortSignal) => Promise<Completion>,
    timeoutMs: number,
    signal: AbortSignal,
  ) => Promise<Completion>;
}

/** These say that the server is ill. A refusal or a full quota says that it is well. */
const ill: ReadonlySet<FailureKind> = new Set(['unreachable', 'timed-out', 'server-error', 'garbled']);
const isIll = (error: unknown): boolean => error instanceof ProviderFailure && ill.has(error.kind);

/** No server's word is taken for a longer wait than a day. */
const longestWait = 86_400_000;

export function createLane(clock: Pick<Clock, 'now'>, timing: Timing, largestBatch: number): Lane {
  let hold: Hold | null = null;
  let quota: Quota | null = null;
  let batchLimit = largestBatch;
  let opensAgainAt = 0;

  const pauses = new ExponentialBackoff({ initialDelay: timing.backoff, maxDelay: timing.backoffMost });
  let pause = pauses.next();

  const breaker = circuitBreaker(handleWhen(isIll), {
    breaker: new ConsecutiveBreaker(timing.breakerFailures),
    halfOpenAfter: new DelegateBackoff(({ attempt }) => {
      const duration = Math.min(timing.breakerOpen * 2 ** (attempt - 1), timing.breakerOpenMost);
      opensAgainAt = clock.now() + duration;
      return duration;
    }),
  });

  const shrinkBatch = (): void => {
    batchLimit = Math.max(1, batchLimit >> 1);
  };

  const nextPause = (): number => {
    const { duration } = pause;
    pause = pause.next(undefined);
    return duration;
  };

  const holdAfter = ({ kind, message, retryAfterMs }: ProviderFailure): Hold => {
    const waiting = (ms: number): Hold => ({
      state: 'waiting',
      reason: message,
      until: clock.now() + Math.min(ms, longestWait),
    });
    switch (kind) {
      case 'withheld':
      case 'rejected':
        return { state: 'broken', reason: message, until: clock.now() + timing.rejected };
      case 'too-large':
        shrinkBatch();
        return waiting(retryAfterMs ?? nextPause());
      case 'rate-limited':
        return waiting(Math.max(1, retryAfterMs ?? nextPause()));
      case 'timed-out':
        shrinkBatch(); // a slow machine may manage fewer
        break;
      case 'unreachable':
      case 'server-error':
      case 'garbled':
    }
    if (breaker.state === CircuitState.Open) return { state: 'broken', reason: message, until: opensAgainAt };
    return waiting(Math.max(retryAfterMs ?? 0, nextPause()));
  };

  return {
    hold: () => (hold !== null && hold.until > clock.now() ? hold : null),
    quota: () => quota,
    batchLimit: () => batchLimit,
    shrinkBatch,
    run: async (call, timeoutMs, signal) => {
      const limit = timeout(timeoutMs, TimeoutStrategy.Cooperative);
      try {
        const result = await breaker.execute(
          (context) => limit.execute(({ signal }) => call(signal), context.signal),
          signal,
        );
        hold = null;
        pause = pauses.next();
        quota = result.quota ?? quota;
        return result;
      } catch (error) {
        const failure = asFailure(error);
        quota = failure.wire?.quota ?? quota;
        hold = holdAfter(failure);
        throw failure;
      }
    },
  };
}

function asFailure(error: unknown): ProviderFailure {
  if (error instanceof ProviderFailure) return error;
  // cockatiel keeps its own time, and its clock may be a little behind ours
  if (error instanceof BrokenCircuitError)
    return new ProviderFailure('rate-limited', 'It is given a moment to recover.');
  throw error;
}
