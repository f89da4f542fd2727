/** Port of the distribution's package database: which package put a file there. */
import type { Program } from '../app.ts';

export type PackageOwner = NonNullable<Program['package']>;

export interface PackageIndex {
  /**
   * The package that owns a file; null when none does; undefined while the answer is being looked up, off the hot
   * path. A later call has it.
   */
  readonly owner: (path: string) => PackageOwner | null | undefined;
  /** Grows whenever answers have arrived or have become stale, so that a reader knows when to ask again. */
  readonly generation: () => number;
  readonly dispose: () => void;
}

/** For machines whose package database nobody here reads: no file has an owner. */
export const noPackages: PackageIndex = { owner: () => null, generation: () => 0, dispose: () => undefined };
