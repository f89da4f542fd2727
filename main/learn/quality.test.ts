import { describe, expect, it } from 'vitest';
import type { Judged } from './quality.ts';
import { livedQuality, stabilityOf, wronglyHit } from './quality.ts';

const minute = 60_000;
let count = 0;
const judged = (change: Partial<Judged> = {}): Judged => {
  count += 1;
  return {
    at: count * 60 * minute,
    appId: `app-${count}`,
    category: 'indexer',
    action: 'hold-back',
    applied: true,
    reverted: false,
    manual: false,
    verdict: null,
    signals: [],
    ...change,
  };
};
const some = (of: number, change: Partial<Judged>): readonly Judged[] =>
  Array.from({ length: of }, () => judged(change));

describe('the quality of decisions that were lived with', () => {
  it('is unknown before there are any', () => {
    const nothing = { value: null, low: null, high: null, of: 0 };
    const lived = { correct: nothing, wronglyHit: nothing, missed: nothing, satisfaction: nothing };
    expect(livedQuality([])).toEqual({ lived, stability: null });
  });

  it('counts as correct what was judged and found right: by thumb, by answer, by what it did', () => {
    const { correct } = livedQuality([
      ...some(5, { verdict: 'up' }),
      ...some(2, { signals: ['approved'] }),
      ...some(1, { verdict: 'down' }),
      ...some(1, { signals: ['undo'] }),
      ...some(1, { reverted: true }),
      ...some(50, {}),
    ]).lived;
    expect(correct).toMatchObject({ value: 0.7, of: 10 });
  });

  it('lets a thumb go before a deed', () => {
    expect(livedQuality(some(1, { verdict: 'up', signals: ['undo'], reverted: true })).lived.correct.value).toBe(1);
  });

  it('counts as wrongly hit what was treated though somebody minded, or though it is left alone on principle', () => {
    const decisions = [
      ...some(6, {}),
      ...some(1, { verdict: 'down' }),
      ...some(1, { signals: ['renice'] }),
      ...some(1, { category: 'browser' }),
      ...some(1, { reverted: true }),
      ...some(3, { verdict: 'down', applied: false }),
      ...some(3, { verdict: 'down', manual: true }),
      ...some(3, { verdict: 'down', action: 'none', applied: false }),
    ];
    expect(wronglyHit(decisions)).toEqual({ hits: 4, of: 10 });
    expect(livedQuality(decisions).lived.wronglyHit).toMatchObject({ value: 0.4, of: 10 });
  });

  it('counts as missed what a person had to hold back, or wished to be', () => {
    const left = { action: 'none', applied: false } as const;
    const { missed } = livedQuality([
      ...some(7, left),
      ...some(2, { ...left, verdict: 'down' }),
      ...some(1, { manual: true }),
      ...some(4, {}),
    ]).lived;
    expect(missed).toMatchObject({ value: 0.3, of: 10 });
  });

  it('measures satisfaction by thumbs alone', () => {
    const thumbs = [...some(3, { verdict: 'up' }), ...some(1, { verdict: 'down' }), ...some(9, { signals: ['undo'] })];
    expect(livedQuality(thumbs).lived.satisfaction).toMatchObject({ value: 0.75, of: 4 });
  });
});

describe('stability', () => {
  it('is one where nothing was undone, reverted or came back at once', () => {
    expect(stabilityOf(some(8, {}))).toEqual({ value: 1, of: 8 });
  });

  it('counts each treatment that was undone, reverted, or begun anew within five minutes', () => {
    const flapping = [0, 2, 4, 30].map((at) => judged({ appId: 'flaps', at: at * minute }));
    const decisions = [...flapping, ...some(4, {}), ...some(1, { signals: ['undo'] }), ...some(1, { reverted: true })];
    expect(stabilityOf(decisions.toReversed())).toEqual({ value: 0.6, of: 10 });
  });
});
