/** Builds engine and screens when a source is newer than what was built. */
import { execFileSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const sources = ['contract/**/*.ts', 'main/**/*.ts', 'renderer/**/*', 'vite*.ts', 'package-lock.json'];
const built = ['out/engine/headless.js', 'out/renderer/index.html'];

/** Says on stderr what it does; throws when the build fails. */
export function buildIfStale(): void {
  const newest = Math.max(...globSync(sources, { cwd: root }).map((path) => modified(path)));
  const oldest = Math.min(...built.map((path) => modified(path)));
  if (oldest > newest) return;
  process.stderr.write('BrainKernel: building (once, a few seconds)\n');
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
}

/** mtime in ms, 0 for a file that is not there. */
const modified = (path: string): number => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
