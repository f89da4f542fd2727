/** What a process claims to be, read off its identity: pure, and cheap for the many that claim nothing. */
import type { ProcessReading } from '../sampler/snapshot.ts';
import { knownExecutable } from './catalogue.ts';
import type { CgroupUnit } from './cgroup-unit.ts';
import { baseName } from './executable.ts';
import { scriptName } from './interpreter.ts';
import type { Nature } from './nature.ts';
import type { Claim } from './trust.ts';

export function claimOf(process: ProcessReading, nature: Nature, unit: CgroupUnit): Claim {
  const { exe, exeDeleted, uid } = process.identity;
  const file = fileOf(nature, exe);
  return {
    entry: nature.entry,
    file,
    hidden: exe === null,
    deleted: exeDeleted && file === exe,
    contained: unit.nature === 'sealed' && unit.userManager === null,
    borrowed: borrowedName(process, nature),
    byRoot: uid === 0,
  };
}

/** Null for a script that was named relative to a directory we do not know, for a module, and for code on the command line. */
function fileOf({ runs }: Nature, exe: string | null): string | null {
  switch (runs?.kind) {
    case undefined:
    case 'prompt':
    case 'worker':
      return exe;
    case 'script':
      return runs.path.startsWith('/') ? runs.path : null;
    case 'module':
    case 'inline':
      return null;
  }
}

/** The name of a protected program that a process goes by while its executable, or script, is another program. */
function borrowedName(process: ProcessReading, nature: Nature): string | null {
  const { name, identity } = process;
  if (process.kernelThread || identity.exe === null) return null;
  const own = scriptName(nature.runs) ?? baseName(identity.exe);
  for (const shown of [name.trim(), shownIn(identity.argv[0])]) {
    if (shown === '' || shown === own) continue;
    const other = knownExecutable(shown);
    if (other?.immune === true && other !== nature.entry && other.category !== nature.entry?.category) return shown;
  }
  return null;
}

/** `-bash`, `sshd: ada [priv]`, `/usr/bin/x`: the name in front. */
const shownIn = (first = ''): string => baseName(first.split(' ', 1)[0] ?? '').replace(/^-|:$/g, '');
