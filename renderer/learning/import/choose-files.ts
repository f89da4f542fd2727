/** Which of the chosen files are read, and whether they are too many or too large. Pure. */
import type { ImportSource } from '../../../contract/policies.ts';

/** How the files end that hold rules. */
export const kindsOf = {
  ananicy: ['.rules', '.types', '.cgroups'],
  system76: ['.kdl'],
} as const satisfies Readonly<Record<ImportSource, readonly string[]>>;

/** Bounds of one import, as the contract and its transports take it. Bytes. */
export const mostFiles = 2_000;
export const mostOfOne = 4_000_000;
export const mostInAll = 6_000_000;

interface Sized {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export type Choice<T> =
  | { readonly kind: 'read'; readonly files: readonly T[]; readonly bytes: number; readonly skipped: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'too-many' }
  | { readonly kind: 'too-large'; readonly which: 'one' | 'all' };

export function chooseFiles<T extends Sized>(source: ImportSource, chosen: readonly T[]): Choice<T> {
  const kinds: readonly string[] = kindsOf[source];
  const files = chosen.filter(({ name }) => kinds.some((kind) => name.toLowerCase().endsWith(kind)));
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  if (files.length === 0) return { kind: 'nothing' };
  if (files.length > mostFiles) return { kind: 'too-many' };
  if (files.some(({ size }) => size > mostOfOne)) return { kind: 'too-large', which: 'one' };
  if (bytes > mostInAll) return { kind: 'too-large', which: 'all' };
  return { kind: 'read', files, bytes, skipped: chosen.length - files.length };
}
