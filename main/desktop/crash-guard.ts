/**
 * Counts starts that went wrong, so that a bug which strikes at each start cannot keep changing the machine. A start
 * went wrong when it neither stayed up for a minute nor ended properly.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Dispose } from '../clock.ts';

const record = z.object({ unfinishedStarts: z.number().int().min(0) });
const allowedInARow = 3;
const soundAfterMs = 60_000;

export interface CrashGuard {
  /** The three starts before this one went wrong: this run may only observe. */
  readonly safeMode: boolean;
  /** False for a crash of what was to be the safe start: nothing is gained by yet another. */
  readonly mayStartAgain: () => boolean;
  /** This run ended as it should. */
  readonly endedProperly: () => void;
  readonly dispose: Dispose;
}

/**
 * Counts this start. Where the file cannot be kept there is no safe mode: a folder that cannot be written has no journal
 * either, and without a journal the engine changes nothing.
 *
 * @param file absolute path inside the data directory
 */
export function openCrashGuard(file: string): CrashGuard {
  const before = unfinishedStarts(file);
  keep(file, before + 1);
  let isSound = false;
  const sound = (): void => {
    isSound = true;
    keep(file, 0);
  };
  const timer = setTimeout(sound, soundAfterMs);
  timer.unref();
  return {
    safeMode: before >= allowedInARow,
    mayStartAgain: () => isSound || before < allowedInARow,
    endedProperly: () => {
      clearTimeout(timer);
      sound();
    },
    dispose: () => clearTimeout(timer),
  };
}

function unfinishedStarts(file: string): number {
  try {
    return record.parse(JSON.parse(readFileSync(file, 'utf8'))).unfinishedStarts;
  } catch {
    return 0;
  }
}

/** Whole or not at all: a cut-off write must not look like a sound start. */
function keep(file: string, count: number): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const beside = `${file}.new`;
    writeFileSync(beside, `${JSON.stringify({ unfinishedStarts: count })}\n`, { mode: 0o600, flush: true });
    renameSync(beside, file);
  } catch {
    // see above: nothing is changed where nothing can be kept
  }
}
