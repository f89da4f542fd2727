/** A database that cannot be used is moved out of the way with everything beside it. Nothing is ever deleted. */
import { existsSync, renameSync } from 'node:fs';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** Files SQLite keeps beside a database: https://sqlite.org/tempfiles.html */
const companions = ['-wal', '-shm', '-journal'] as const;

/** `2026-05-04T10-11-12-013Z`: sorts by time, fit for a file name. */
const fileTimestamp = (epochMs: number): string => new Date(epochMs).toISOString().replaceAll(/[:.]/g, '-');

/**
 * Renames `path` to `<path>.corrupt-<timestamp>`, and its companions so that they still belong to it.
 * Returns the new path, or why it could not be moved.
 */
export function setAside(path: string, epochMs: number): Result<string> {
  const wanted = `${path}.corrupt-${fileTimestamp(epochMs)}`;
  let aside = wanted;
  for (let n = 2; ['', ...companions].some((suffix) => existsSync(aside + suffix)); n += 1) aside = `${wanted}-${n}`;
  try {
    // the database last: while it is still there, a start that was interrupted here finds it and comes back
    for (const suffix of [...companions, '']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  return ok(aside);
}
