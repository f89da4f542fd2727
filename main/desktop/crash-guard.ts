/**
 * Counts starts that went wrong and keeps the times of crashes, so that a bug which strikes again and again cannot keep
 * changing the machine. A start went wrong when it neither stayed up for a minute nor ended properly.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Dispose } from '../clock.ts';

const record = z.object({
  unfinishedStarts: z.number().int().min(0),
  /** Epoch ms. */
  crashes: z.array(z.number()).default([]),
});
type Starts = z.infer<typeof record>;
const none: Starts = { unfinishedStarts: 0, crashes: [] };
const allowedInARow = 3;
const soundAfterMs = 60_000;
/** ms in which the crashes of sound starts add up. */
const rememberedMs = 15 * 60_000;

export interface CrashGuard {
  /** The three starts before this one went wrong, or crashed a moment ago: this run may only observe. */
  readonly safeMode: boolean;
  /**
   * Keeps that this run crashed now. Returns whether the app may start again: not after a crash of what was to be the
   * safe start, where nothing is gained by yet another.
   */
  readonly crashed: () => boolean;
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
  const before = startsIn(file);
  const recent = (): readonly number[] => before.crashes.filter((at) => Math.abs(Date.now() - at) < rememberedMs);
  let unfinishedStarts = before.unfinishedStarts + 1;
  keep(file, { unfinishedStarts, crashes: [...recent()] });
  const timer = setTimeout(() => {
    unfinishedStarts = 0;
    keep(file, { unfinishedStarts, crashes: [...recent()] });
  }, soundAfterMs);
  timer.unref();
  return {
    safeMode: Math.max(before.unfinishedStarts, recent().length) >= allowedInARow,
    crashed: () => {
      clearTimeout(timer);
      const crashes = [...recent(), Date.now()];
      keep(file, { unfinishedStarts, crashes });
      return Math.max(unfinishedStarts, crashes.length) <= allowedInARow;
    },
    endedProperly: () => {
      clearTimeout(timer);
      keep(file, none);
    },
    dispose: () => clearTimeout(timer),
  };
}

function startsIn(file: string): Starts {
  try {
    return record.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return none;
  }
}

/** Whole or not at all: a cut-off write must not look like a sound start. */
function keep(file: string, starts: Starts): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const beside = `${file}.new`;
    writeFileSync(beside, `${JSON.stringify(starts)}\n`, { mode: 0o600, flush: true });
    renameSync(beside, file);
  } catch {
    // see above: nothing is changed where nothing can be kept
  }
}
