/** What providers say in headers about when to come back and how much is left. Pure. */
import type { Quota } from '../../contract/engine.ts';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Groq writes spans as `2m59.56s`, `7.66s`, `120ms`, `1h2m3s`. Milliseconds, or null when it is none of these. */
export function parseSpan(text: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhd])/g)];
  return Math.ceil(parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (unitMs[unit ?? ''] ?? 0), 0));
}

/** `Retry-After` (RFC 9110 §10.2.3): seconds or an HTTP date. Milliseconds from `now`, never negative; null if unreadable. */
export function parseRetryAfter(text: string | null, now: number): number | null {
  if (text === null) return null;
  const trimmed = text.trim();
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return Math.ceil(Number(trimmed) * 1000);
  const span = parseSpan(trimmed);
  if (span !== null) return span;
  const date = /^[A-Z][a-z]{2}, /.test(trimmed) ? Date.parse(trimmed) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Groq's `x-ratelimit-*`: requests count per day, tokens per minute (console.groq.com/docs/rate-limits). Null if absent. */
export function parseQuota(headers: Headers, now: number): Quota | null {
  const count = (name: string): number | null => {
    const text = headers.get(`x-ratelimit-${name}`);
    return text !== null && /^\d+$/.test(text) ? Number(text) : null;
  };
  const moment = (name: string): number | null => {
    const span = parseSpan(headers.get(`x-ratelimit-${name}`) ?? '');
    return span === null ? null : now + span;
  };
  const quota: Quota = {
    limitRequests: count('limit-requests'),
    remainingRequests: count('remaining-requests'),
    resetRequestsAt: moment('reset-requests'),
    limitTokens: count('limit-tokens'),
    remainingTokens: count('remaining-tokens'),
    resetTokensAt: moment('reset-tokens'),
    seenAt: now,
  };
  return quota.limitRequests === null && quota.limitTokens === null ? null : quota;
}

/** Epoch ms until which a call of that many tokens would only be refused; null when it may go. */
export function quotaWait(quota: Quota | null, tokens: number, now: number): number | null {
  if (quota === null) return null;
  const { remainingRequests, resetRequestsAt, remainingTokens, resetTokensAt } = quota;
  if (remainingRequests === 0 && resetRequestsAt !== null && resetRequestsAt > now) return resetRequestsAt;
  if (remainingTokens !== null && remainingTokens < tokens && resetTokensAt !== null && resetTokensAt > now) {
    return resetTokensAt;
  }
  return null;
}
