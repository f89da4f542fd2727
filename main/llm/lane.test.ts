import { describe, expect, it } from 'vitest';
import { createLane } from './lane.ts';
import type { Lane } from './lane.ts';
import { ProviderFailure } from './provider.ts';
import type { Completion, FailureKind } from './provider.ts';
import { timing } from './timing.ts';

const fine: Completion = { url: '', rawRequest: '', rawResponse: '', status: 200, quota: null, text: '', usage: null };
const still = { now: () => 1000 };
const { signal } = new AbortController();

const fail = (lane: Lane, kind: FailureKind, retryAfterMs: number | null = null): Promise<unknown> =>
  lane
    .run(() => Promise.reject(new ProviderFailure(kind, 'no', { retryAfterMs })), 1000, signal)
    .catch((e: unknown) => e);

const waitOf = (lane: Lane): number => (lane.hold()?.until ?? still.now()) - still.now();

describe('a lane', () => {
  it('opens after three failures in a row, and stays open longer each time', async () => {
    const lane = createLane(still, { ...timing, breakerOpen: 1, backoff: 1, backoffMost: 1 }, 40);
    const waits: number[] = [];
    for (let failures = 0; waits.length < 4 && failures < 1000;) {
      const error = await fail(lane, 'server-error');
      if (!(error instanceof ProviderFailure) || error.kind !== 'server-error') continue;
      failures += 1;
      if (lane.hold()?.state === 'broken') waits.push(waitOf(lane));
      else expect(failures).toBeLessThan(3);
      // the breaker rests by the real clock
      await new Promise((resolve) => setTimeout(resolve, waitOf(lane) + 2));
    }
    expect(waits).toEqual([1, 2, 4, 8]);
  });

  it('forgets its failures after a success', async () => {
    const lane = createLane(still, timing, 40);
    await fail(lane, 'unreachable');
    await fail(lane, 'garbled');
    await lane.run(() => Promise.resolve(fine), 1000, signal);
    expect(lane.hold()).toBeNull();
    await fail(lane, 'server-error');
    expect(lane.hold()?.state).toBe('waiting');
  });

  it('waits what the server asks for, up to a day, without taking it for ill', async () => {
    const lane = createLane(still, timing, 40);
    for (let i = 0; i < 5; i += 1) await fail(lane, 'rate-limited', 1234);
    expect(lane.hold()).toMatchObject({ state: 'waiting', until: 2234 });
    await fail(lane, 'rate-limited', 1e12);
    expect(waitOf(lane)).toBe(86_400_000);
  });

  it('asks about fewer programs after a batch that was too large or too slow', async () => {
    const lane = createLane(still, timing, 40);
    await fail(lane, 'too-large');
    await fail(lane, 'timed-out');
    expect(lane.batchLimit()).toBe(10);
  });

  it('ends a call that takes too long through its signal', async () => {
    const lane = createLane(still, timing, 40);
    const hang = (limited: AbortSignal): Promise<Completion> =>
      new Promise((_, reject) =>
        limited.addEventListener('abort', () => reject(new ProviderFailure('timed-out', 'no'))),
      );
    await expect(lane.run(hang, 10, signal)).rejects.toMatchObject({ kind: 'timed-out' });
  });
});
