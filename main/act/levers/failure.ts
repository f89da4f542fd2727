import type { Result } from '../../result.ts';
import type { CallFailure } from '../system-calls.ts';

/** Why a value could not be read or written. `gone`: what it belonged to has ended. */
export type LeverFailure = { readonly kind: 'gone' } | { readonly kind: 'denied'; readonly reason: string };

export type Pulled<T> = Result<T, LeverFailure>;

export const gone: LeverFailure = { kind: 'gone' };
export const denied = (reason: string): LeverFailure => ({ kind: 'denied', reason });

/** ESRCH is the end of a process; ENODEV is what files of /proc and cgroups say when theirs has gone. */
export function failureOf({ call, errno }: CallFailure): LeverFailure {
  return errno === 'ESRCH' || errno === 'ENODEV' ? gone : denied(`${call}: ${errno}`);
}

/** What an error of a file below /proc or a cgroup means: no file, no owner. */
export function fileFailure(error: unknown, what: string): LeverFailure {
  const errno = errnoOf(error);
  return errno === 'ENOENT' ? gone : failureOf({ call: what, errno });
}

/** errno's name of a failed call of node:fs. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
}
