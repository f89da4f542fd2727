/**
 * `npm run headless`: builds if stale, then becomes the engine. The process is replaced (execve(2)) so that signals
 * reach the engine itself and the launcher costs no memory.
 */
import { join } from 'node:path';
import { buildIfStale } from './build-if-stale.ts';

const engine = join(import.meta.dirname, '../out/engine/headless.js');
/** A small young generation: the engine allocates little and should stay small. node:sqlite warns that it is young. */
const flags = ['--max-semi-space-size=2', '--disable-warning=ExperimentalWarning', '--enable-source-maps'];

export function becomeEngine(args: readonly string[]): never {
  buildIfStale();
  if (process.execve === undefined) throw new Error('Node 24 or newer is needed; run this through npm');
  return process.execve(process.execPath, [process.execPath, ...flags, engine, ...args], process.env);
}

if (import.meta.main) becomeEngine(process.argv.slice(2));
