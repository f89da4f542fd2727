/** Programs that change priorities too, so that two hands do not pull one lever. */
import type { Snapshot } from '../../sampler/snapshot.ts';
import type { Context } from '../app.ts';
import { baseName, trustedLocation } from '../executable.ts';
import { runsOf, scriptName } from '../interpreter.ts';

const tuners = new Set([
  'ananicy',
  'ananicy-cpp',
  'auto-cpufreq',
  'bpftune',
  'earlyoom',
  'gamemoded',
  'nohang',
  'scx_loader',
  'system76-scheduler',
  'systemd-oomd',
  'tuned',
  'uresourced',
]);

/** sched_ext schedulers run as programs of this name form; the loader is listed above. */
const scheduler = /^scx_[a-z0-9]+$/;

/**
 * Tuners among the processes, by the exact basename of what they run in a place of the system's. Looks only at
 * processes that it has not seen, so that a second look costs little.
 */
export function createTunerWatch(): (snapshot: Snapshot) => Context['otherTuners'] {
  let looked = new Map<
    number,
    { readonly startTime: number; readonly identity: object; readonly name: string | null }
  >();
  return (snapshot) => {
    const next: typeof looked = new Map();
    const found: { readonly name: string; readonly pid: number }[] = [];
    for (const process of snapshot.processes.values()) {
      if (process.kernelThread) continue;
      const { pid, startTime, identity } = process;
      const known = looked.get(pid);
      const entry =
        known?.startTime === startTime && known.identity === identity
          ? known
          : { startTime, identity, name: tunerName(identity.exe ?? rootsWord(identity), identity.argv) };
      next.set(pid, entry);
      if (entry.name !== null) found.push({ name: entry.name, pid });
    }
    looked = next;
    return found;
  };
}

/** Root's executables may be hidden from other users, but root does not lie about argv[0]. */
function rootsWord({ uid, argv }: { readonly uid: number; readonly argv: readonly string[] }): string | null {
  return uid === 0 ? (argv[0] ?? null) : null;
}

function tunerName(exe: string | null, argv: readonly string[]): string | null {
  if (!trustedLocation(exe) || exe === null) return null;
  const name = scriptName(runsOf(exe, argv)) ?? baseName(exe);
  return tuners.has(name) || scheduler.test(name) ? name : null;
}
