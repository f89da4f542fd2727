/**
 * The `fetch` given to both SDKs: the one place where bytes leave and arrive. It keeps them exactly, bounds the answer,
 * reads the headers, follows no redirect (the text was meant for one address), and refuses to send what still holds a secret.
 */
import type { Clock } from '../clock.ts';
import { ProviderFailure } from './provider.ts';
import type { Wire } from './provider.ts';
import { parseQuota, parseRetryAfter } from './rate-limit.ts';
import { findSecret } from './secret-shapes.ts';

/** No honest answer is near this. Bytes. */
const longestAnswer = 1024 * 1024;

export interface WireTap {
  readonly fetch: typeof fetch;
  /** What went over the wire so far; null before anything was tried. */
  readonly wire: () => Wire | null;
  /** Any error of the SDK as what it means. */
  readonly failure: (error: unknown) => ProviderFailure;
}

/** `who` is the provider's name in sentences; `key` must not appear in a body, and is masked should a server echo it. */
export function tapWire(who: string, clock: Pick<Clock, 'now'>, signal: AbortSignal, key: string | null): WireTap {
  let wire: Wire | null = null;
  let failed: ProviderFailure | null = null;

  const exchange = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = withoutCredentials(input instanceof Request ? input.url : String(input));
    const rawRequest = typeof init?.body === 'string' ? init.body : '';
    const secret = findSecret(rawRequest) ?? (key !== null && rawRequest.includes(key) ? 'own key' : null);
    if (secret !== null) {
      throw new ProviderFailure(
        'withheld',
        `Nothing was sent: what looks like a secret (${secret}) was still in the text.`,
      );
    }
    wire = { url, rawRequest, rawResponse: null, status: null, quota: null };
    const response = await fetch(input, { ...init, signal, redirect: 'error' });
    const { status, headers } = response;
    wire = { ...wire, status, quota: parseQuota(headers, clock.now()) };
    const { text, whole } = await readUpTo(response, longestAnswer);
    wire = { ...wire, rawResponse: key === null ? text : text.replaceAll(key, '<key>') };
    if (!response.ok)
      throw failureOfStatus(who, wire, status, parseRetryAfter(headers.get('retry-after'), clock.now()));
    if (!whole)
      throw new ProviderFailure('garbled', `${who} sent an endless answer; it was cut off at 1 MB.`, { wire });
    return new Response(text, { status, headers: { 'content-type': headers.get('content-type') ?? '' } });
  };

  return {
    // the SDKs wrap what this throws in errors of their own, so it is kept aside
    fetch: (input, init) =>
      exchange(input, init).catch((error: unknown) => {
        failed = error instanceof ProviderFailure ? error : failureOfConnection(who, signal, wire);
        throw failed;
      }),
    wire: () => wire,
    failure: (error) => {
      if (error instanceof ProviderFailure) return error;
      return (
        failed ?? new ProviderFailure('garbled', `${who} answered with something that is not its protocol.`, { wire })
      );
    },
  };
}

async function readUpTo(
  response: Response,
  limit: number,
): Promise<{ readonly text: string; readonly whole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break; // leaving the loop cancels the stream
  }
  return { text: Buffer.concat(chunks).subarray(0, limit).toString('utf8'), whole: size <= limit };
}

function failureOfConnection(who: string, signal: AbortSignal, wire: Wire | null): ProviderFailure {
  if (signal.aborted) return new ProviderFailure('timed-out', `${who} did not answer in time.`, { wire });
  return new ProviderFailure('unreachable', `${who} cannot be reached at ${originOf(wire?.url ?? '')}.`, { wire });
}

function failureOfStatus(who: string, wire: Wire, status: number, retryAfterMs: number | null): ProviderFailure {
  const detail = { wire, retryAfterMs };
  if (status === 429) return new ProviderFailure('rate-limited', `${who}'s rate limit is reached (429).`, detail);
  if (status === 413) return new ProviderFailure('too-large', `${who} takes fewer programs at once (413).`, detail);
  if (status === 401 || status === 403)
    return new ProviderFailure('rejected', `${who} does not accept the key (${status}).`, detail);
  if (status === 404)
    return new ProviderFailure('rejected', `${who} does not have that model or address (404).`, detail);
  // Groq's 400 for a reply that missed the schema: the model's fault, so another try can succeed
  if (status === 400 && wire.rawResponse?.includes('json_validate_failed') === true) {
    return new ProviderFailure('garbled', `${who}'s model did not keep to the reply's format (400).`, detail);
  }
  if (status >= 500 || status === 408)
    return new ProviderFailure('server-error', `${who} has a problem of its own (${status}).`, detail);
  return new ProviderFailure('rejected', `${who} refused the request (${status}).`, detail);
}

/** Scheme, host and port without credentials; what a person recognises. */
export const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : 'its address');

function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}
