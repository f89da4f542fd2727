import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuota, parseRetryAfter, parseSpan, quotaWait } from './rate-limit.ts';

const now = Date.UTC(2026, 5, 1, 12);

describe('a span of time', () => {
  it.each([
    ['2m59.56s', 179_560],
    ['7.66s', 7_660],
    ['120ms', 120],
    ['1h2m3s', 3_723_000],
    ['1d', 86_400_000],
  ])('%s is %d ms', (text, ms) => expect(parseSpan(text)).toBe(ms));

  it('is read back from any hours, minutes and seconds', () => {
    const part = fc.nat({ max: 59 });
    fc.assert(
      fc.property(part, part, part, (h, m, s) => {
        expect(parseSpan(`${h}h${m}m${s}s`)).toBe(((h * 60 + m) * 60 + s) * 1000);
      }),
    );
  });

  it('is null for anything else, and never throws', () => {
    for (const text of ['', '5', 's', '-3s', '1.s', 'soon', '1s!']) expect(parseSpan(text)).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => [null, 'number'].includes(parseSpan(text) === null ? null : 'number')),
    );
  });
});

describe('Retry-After', () => {
  it.each([
    ['2', 2000],
    ['0.25', 250],
    ['Mon, 01 Jun 2026 12:00:30 GMT', 30_000],
    ['Mon, 01 Jun 2026 11:00:00 GMT', 0],
    ['later', null],
    [null, null],
  ])('%s is %s ms from now', (text, ms) => expect(parseRetryAfter(text, now)).toBe(ms));
});

describe('the quota', () => {
  const headers = new Headers({
    'x-ratelimit-limit-requests': '14400',
    'x-ratelimit-remaining-requests': '3',
    'x-ratelimit-reset-requests': '2m59.56s',
    'x-ratelimit-limit-tokens': '6000',
    'x-ratelimit-remaining-tokens': '500',
    'x-ratelimit-reset-tokens': '7.66s',
  });

  it('is read from the headers', () => {
    expect(parseQuota(headers, now)).toEqual({
      limitRequests: 14400,
      remainingRequests: 3,
      resetRequestsAt: now + 179_560,
      limitTokens: 6000,
      remainingTokens: 500,
      resetTokensAt: now + 7_660,
      seenAt: now,
    });
    expect(parseQuota(new Headers({ 'x-ratelimit-limit-tokens': 'many' }), now)).toBeNull();
  });

  it('holds a call back until it suffices, and no longer', () => {
    const quota = parseQuota(headers, now);
    expect(quotaWait(quota, 500, now)).toBeNull();
    expect(quotaWait(quota, 501, now)).toBe(now + 7_660);
    expect(quotaWait(quota, 501, now + 7_660)).toBeNull();
    expect(quotaWait(quota && { ...quota, remainingRequests: 0 }, 1, now)).toBe(now + 179_560);
    expect(quotaWait(null, 1e9, now)).toBeNull();
  });
});
