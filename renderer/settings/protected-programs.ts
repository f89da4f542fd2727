/** The list of executables that a person protects. Pure. */
import type { ProcessRow } from '../../contract/machine.ts';

export const isProtected = (programs: readonly string[], path: string): boolean => programs.includes(path);

/** Why a path cannot be on the list; null when it can. The engine compares it with what /proc/PID/exe names. */
export function pathProblem(
  path: string,
  programs: readonly string[],
): 'relative' | 'unclean' | 'long' | 'twice' | 'full' | null {
  if (!path.startsWith('/')) return 'relative';
  if (path.length > 4096) return 'long';
  // the kernel names executables without any of these
  if (/\/\/|\/\.{1,2}(\/|$)|\/$|\p{Cc}/u.test(path)) return 'unclean';
  if (isProtected(programs, path)) return 'twice';
  return programs.length >= 1000 ? 'full' : null;
}

export interface RunningProgram {
  readonly path: string;
  readonly name: string;
  readonly processes: number;
}

/** Each executable that runs now and is not on the list, by name. Kernel threads have none. */
export function runningPrograms(rows: readonly ProcessRow[], programs: readonly string[]): readonly RunningProgram[] {
  const groups = Map.groupBy(rows, ({ exe }) => exe);
  return [...groups]
    .flatMap(([exe, processes]) =>
      exe === null || pathProblem(exe, programs) !== null
        ? []
        : [{ path: exe, name: exe.slice(exe.lastIndexOf('/') + 1), processes: processes.length }],
    )
    .sort((a, b) => a.name.localeCompare(b.name) || a.path.localeCompare(b.path));
}
