/** Builds those parts whose sources are newer than what was built from them. */
import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Part {
  readonly sources: readonly string[];
  readonly built: readonly string[];
  /** Of package.json. */
  readonly script: string;
}

const shared = ['contract/**/*.ts', 'package-lock.json'];

const parts = {
  engine: {
    sources: [...shared, 'main/**/*.ts', 'vite.engine.config.ts'],
    built: ['out/engine/headless.js'],
    script: 'build:engine',
  },
  screens: {
    sources: [...shared, 'renderer/**/*', 'vite.config.ts'],
    built: ['out/renderer/index.html'],
    script: 'build:renderer',
  },
  desktop: {
    sources: [...shared, 'main/**/*.ts', 'preload/**/*.ts', 'electron.vite.config.ts'],
    built: ['out/main/main.js', 'out/preload/preload.cjs'],
    script: 'build:desktop',
  },
} satisfies Readonly<Record<string, Part>>;

export type PartName = keyof typeof parts;

/** The parts in a tree that must be built again, of those asked for. A test beside a source is no source. */
export function staleParts(root: string, wanted: readonly PartName[]): readonly PartName[] {
  const modified = (path: string): number => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return wanted.filter((name) => {
    const { sources, built } = parts[name];
    const read = globSync(sources, { cwd: root, exclude: ['**/*.test.ts'] });
    return Math.min(...built.map(modified)) <= Math.max(0, ...read.map(modified));
  });
}

/** Says on stderr what it does; throws when the build fails. */
export function buildIfStale(wanted: readonly PartName[]): void {
  const root = join(import.meta.dirname, '..');
  const stale = staleParts(root, wanted);
  if (stale.length > 0) process.stderr.write('BrainKernel: building (once, a few seconds)\n');
  for (const name of stale)
    execFileSync('npm', ['run', '--silent', parts[name].script], { cwd: root, stdio: ['ignore', 2, 2] });
}
