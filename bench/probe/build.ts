/** Compiles the probe and the burner into a folder of their own. C, because a probe must be steadier than what it measures. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Programs {
  readonly probe: string;
  /** Its file has the name of GNOME's file indexer: by that it is known. */
  readonly burner: string;
  readonly remove: () => void;
}

/** Throws when there is no working `cc`, with the compiler's own words. */
export function buildPrograms(): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'bench-responsiveness-'));
  const compile = (source: string, name: string): string => {
    const output = join(folder, name);
    const flags = ['-O2', '-std=gnu11', '-Wall', '-Wextra', '-Werror', '-pthread'];
    execFileSync('cc', [...flags, '-o', output, join(import.meta.dirname, source)], { stdio: 'inherit' });
    return output;
  };
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    return { probe: compile('probe.c', 'probe'), burner: compile('burner.c', 'tracker-miner-fs-3'), remove };
  } catch (error) {
    remove();
    throw new Error('the probe could not be compiled; it needs a C compiler: apt-get install gcc libc6-dev', {
      cause: error,
    });
  }
}

/** Rounds of the probe's work that take 1 ms of CPU here. Asked once, so that every run does the same work. */
export function calibrate(probe: string): number {
  const { roundsPerMs } = JSON.parse(execFileSync(probe, ['calibrate'], { encoding: 'utf8' })) as {
    readonly roundsPerMs: number;
  };
  return roundsPerMs;
}
