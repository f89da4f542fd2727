/** Interpreters run many programs: which script (or class, module, inline code) tells one from another. */
import { createHash } from 'node:crypto';
import { baseName, unversionedName } from './executable.ts';

/** What an interpreter was told to run. */
export type Runs =
  | { readonly kind: 'script'; readonly path: string }
  /** `python -m`, `java MainClass`. */
  | { readonly kind: 'module'; readonly name: string }
  /** `-c`/`-e` code, known only by its digest: it may hold anything, secrets included. */
  | { readonly kind: 'inline'; readonly digest: string }
  /** A helper process that a runtime starts of itself for the program it runs. */
  | { readonly kind: 'worker' }
  /** No script: a prompt, or code from standard input. */
  | { readonly kind: 'prompt' };

interface Grammar {
  /** Options whose value is the next argument. */
  readonly takesValue: ReadonlySet<string>;
  /** Options whose value is code. */
  readonly code: ReadonlySet<string>;
  /** Options whose value is a module, a main class' module, or a jar. */
  readonly module: ReadonlySet<string>;
  readonly jar?: string;
  /** The first free argument is a class, not a file. */
  readonly mainClass?: boolean;
  /** Sub-commands in front of the script: `bun run x.ts`. */
  readonly verbs?: ReadonlySet<string>;
  readonly shell?: boolean;
}

const set = (...words: readonly string[]): ReadonlySet<string> => new Set(words);

const python: Grammar = { takesValue: set('-W', '-X', '--check-hash-based-pycs'), code: set('-c'), module: set('-m') };
const node: Grammar = {
  takesValue: set('-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--title'),
  code: set('-e', '--eval', '-p', '--print', '-pe'),
  module: set(),
};
const java: Grammar = {
  takesValue: set(
    '-cp',
    '-classpath',
    '--class-path',
    '-p',
    '--module-path',
    '--add-modules',
    '--add-opens',
    '--add-exports',
    '--add-reads',
  ),
  code: set(),
  module: set('-m', '--module'),
  jar: '-jar',
  mainClass: true,
};
const shell: Grammar = {
  takesValue: set('-o', '+o', '-O', '--rcfile', '--init-file'),
  code: set('-c'),
  module: set(),
  shell: true,
};
const perl: Grammar = { takesValue: set('-I'), code: set('-e', '-E'), module: set() };
const ruby: Grammar = { takesValue: set('-I', '-r', '-C', '-E'), code: set('-e'), module: set() };
const php: Grammar = { takesValue: set('-c', '-d', '-z'), code: set('-r', '-B', '-R', '-E'), module: set() };
const plain: Grammar = { takesValue: set('-L', '-l'), code: set('-e', '-c'), module: set() };
const verbs = set('run', 'exec', 'x', 'test', 'start');

/** By unversioned basename of the executable. */
const grammars: ReadonlyMap<string, Grammar> = new Map([
  ...['python', 'pypy', 'pypy3', 'ipython'].map((name) => [name, python] as const),
  ...['node', 'nodejs', 'electron', 'gjs', 'gjs-console'].map((name) => [name, node] as const),
  ...['bun', 'deno'].map((name) => [name, { ...node, verbs }] as const),
  ...['java', 'javaw'].map((name) => [name, java] as const),
  ...['sh', 'bash', 'dash', 'zsh', 'fish', 'ksh', 'mksh', 'ash', 'tcsh', 'csh', 'busybox', 'nu', 'elvish', 'xonsh'].map(
    (name) => [name, shell] as const,
  ),
  ...['perl'].map((name) => [name, perl] as const),
  ...['ruby', 'jruby'].map((name) => [name, ruby] as const),
  ...['php', 'php-cgi'].map((name) => [name, php] as const),
  ...[
    'lua',
    'luajit',
    'tclsh',
    'wish',
    'Rscript',
    'guile',
    'julia',
    'mono',
    'mono-sgen',
    'dotnet',
    'osascript',
    'awk',
    'gawk',
    'mawk',
  ].map((name) => [name, plain] as const),
  ...['wine', 'wine-preloader', 'wine64', 'wine64-preloader'].map((name) => [name, plain] as const),
]);

function grammarOf(exe: string): Grammar | undefined {
  const name = baseName(exe);
  return grammars.get(name) ?? grammars.get(unversionedName(name));
}

export function isShell(exe: string | null): boolean {
  return exe !== null && grammarOf(exe)?.shell === true;
}

/** What the interpreter at `exe` runs; null when `exe` is no interpreter. Never throws, whatever argv holds. */
export function runsOf(exe: string | null, argv: readonly string[]): Runs | null {
  if (exe === null) return null;
  const grammar = grammarOf(exe);
  if (grammar === undefined) return null;
  // wine starts a program under its Windows path as argv[0]
  const first = argv[0] ?? '';
  if (/^[A-Za-z]:\\/.test(first)) return { kind: 'script', path: first };
  // renderers and the like of an Electron that several apps share
  if (argv.some((argument) => argument.startsWith('--type='))) return { kind: 'worker' };
  return readArguments(grammar, argv);
}

function readArguments(grammar: Grammar, argv: readonly string[]): Runs {
  for (let index = 1; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const next = argv[index + 1];
    if (argument === '--') return next === undefined ? { kind: 'prompt' } : { kind: 'script', path: next };
    if (grammar.verbs?.has(argument) === true) continue;
    if (!/^[-+]./.test(argument)) return free(grammar, argument);
    if (grammar.code.has(argument) || isCombinedCode(grammar, argument)) return inline(next ?? '');
    if (next !== undefined && (argument === grammar.jar || grammar.module.has(argument))) {
      return argument === grammar.jar ? { kind: 'script', path: next } : { kind: 'module', name: next };
    }
    if (grammar.takesValue.has(argument)) index += 1;
  }
  return { kind: 'prompt' };
}

function free(grammar: Grammar, argument: string): Runs {
  if (argument === '' || argument === '-') return { kind: 'prompt' };
  return grammar.mainClass === true ? { kind: 'module', name: argument } : { kind: 'script', path: argument };
}

/** Shells take their options in one word: `sh -ec 'code'`. */
function isCombinedCode(grammar: Grammar, argument: string): boolean {
  return grammar.shell === true && /^-[a-zA-Z]*c[a-zA-Z]*$/.test(argument);
}

function inline(code: string): Runs {
  // how Python's multiprocessing starts its workers
  if (code.startsWith('from multiprocessing.')) return { kind: 'worker' };
  return { kind: 'inline', digest: createHash('sha256').update(code).digest('hex').slice(0, 12) };
}

/** Name under which the catalogue may know what an interpreter runs: basename of the script, module or class. */
export function scriptName(runs: Runs | null): string | null {
  if (runs === null) return null;
  if (runs.kind === 'script') return baseName(runs.path.replaceAll('\\', '/')) || null;
  return runs.kind === 'module' ? runs.name : null;
}

/** What tells one use of an interpreter from another; null for a prompt and for what is no interpreter. */
export function scriptKey(runs: Runs | null): string | null {
  switch (runs?.kind) {
    case undefined:
    case 'prompt':
    case 'worker':
      return null;
    case 'script':
      return runs.path;
    case 'module':
      return runs.name;
    case 'inline':
      return `inline:${runs.digest}`;
  }
}
