import type { Result } from '../../result.ts';
import type { CallFailure } from '../system-calls.ts';

/**
 * Why a value could not be read or written. `gone`: what it belonged to has ended. `refused`: the helper may not, or does
 * not answer.
 */
export type LeverFailure =
  | { readonly kind: 'gone' }
  | { readonly kind: 'denied'; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: HelperRefusal; readonly reason: string };

const helperRefusals = ['needs-password', 'dismissed', 'not-authorized', 'protected', 'helper-lost'] as const;
export type HelperRefusal = (typeof helperRefusals)[number];

export const isHelperRefusal = (code: string): boolean => helperRefusals.some((one) => one === code);

export type Pulled<T> = Result<T, LeverFailure>;

export const gone = { kind: 'gone' } as const satisfies LeverFailure;
export const denied = (reason: string) => ({ kind: 'denied', reason }) as const satisfies LeverFailure;

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
