/** What one process is, read off its identity: pure, and worked out once per exec. */
import type { Category } from '../../contract/words.ts';
import type { ProcessReading } from '../sampler/snapshot.ts';
import { knownExecutable, knownScript } from './catalogue.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { privateDirectory } from './executable.ts';
import { isShell, runsOf, scriptKey, scriptName } from './interpreter.ts';
import type { Runs } from './interpreter.ts';

export interface Nature {
  /** Executable by which the program is recognised: that of /proc/PID/exe, or argv[0] where root's may not be read. */
  readonly exe: string | null;
  readonly runs: Runs | null;
  /** Script, module or digest of inline code; null for a prompt and for what is no interpreter. */
  readonly script: string | null;
  /** Two processes of one key run the same program. */
  readonly key: string;
  /** What the catalogue knows: of the script first, of a script nobody knows nothing. */
  readonly entry: CatalogueEntry | null;
  /** Install directory of its own, of the script for an interpreter. */
  readonly directory: string | null;
  /** A shell at a prompt, or a terminal, a multiplexer, a launcher, sshd: runs programs that are not its own. */
  readonly hosts: boolean;
  /** A shell, or something that only runs another program: never what an app is named after. */
  readonly wraps: boolean;
  readonly ownsChildren: boolean;
}

export function natureOf(process: ProcessReading): Nature {
  const { identity } = process;
  const exe = identity.exe ?? argumentZero(process);
  const runs = runsOf(exe, identity.argv);
  const script = scriptKey(runs);
  const entry = script === null ? knownExecutable(exe) : knownScript(scriptName(runs) === null ? null : script);
  const shell = isShell(exe);
  const hosts = entry?.hosts === true;
  return {
    exe,
    runs,
    script,
    key: `${exe ?? `?${process.name}`}\n${script ?? ''}`,
    entry,
    directory: directoryOf(exe, runs),
    hosts,
    wraps: shell || hosts,
    ownsChildren: entry?.ownsChildren === true,
  };
}

/**
 * Root's executables may not be read by others, but root has no reason to lie about argv[0] to us. Other users' may:
 * they stay unnamed. Nobody gains by this what needs a trusted location, for that asks identity.exe.
 */
function argumentZero({ identity, kernelThread }: ProcessReading): string | null {
  const first = identity.argv[0];
  return !kernelThread && identity.uid === 0 && first?.startsWith('/') === true ? (first.split(' ')[0] ?? null) : null;
}

function directoryOf(exe: string | null, runs: Runs | null): string | null {
  if (runs === null) return exe === null ? null : privateDirectory(exe);
  return runs.kind === 'script' ? privateDirectory(runs.path) : null;
}

/** Where a person sits at a prompt: a shell without a script that leads a session on a terminal. */
export function isPrompt(process: ProcessReading, nature: Nature): boolean {
  return nature.runs?.kind === 'prompt' && process.ttyNumber !== 0 && process.session === process.pid;
}

/** Whether a child is a part of its parent's program, by what the two run. */
export function isPartOf(child: Nature, parent: Nature): boolean {
  if (child.key === parent.key) return true;
  if (child.runs?.kind === 'worker') return child.exe === parent.exe;
  return child.directory !== null && child.directory === parent.directory && !child.hosts;
}

/** What a program starts to get its own work done, and nobody would name apart from it. */
const serving: ReadonlySet<string> = new Set<Category>([
  'build',
  'compression',
  'shell',
  'utility',
  'runtime',
  'unknown',
]);

/**
 * Whether a program that owns its children owns this one too: not what a person opens from it, and not a known program
 * with a purpose of its own. An indexer that a script under `make` starts is an indexer.
 */
export function mayBeOwned(process: ProcessReading, nature: Nature): boolean {
  return serving.has(nature.entry?.category ?? 'unknown') && !isPrompt(process, nature);
}
