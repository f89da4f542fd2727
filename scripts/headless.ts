/**
 * `npm run headless`: builds if stale, then becomes the engine. The process is replaced (execve(2)) so that signals
 * reach the engine itself and the launcher costs no memory.
 */
import { buildIfStale } from './build-if-stale.ts';
import { engineEntry, engineEnvironment, engineFlags } from './engine-command.ts';

export function becomeEngine(args: readonly string[]): never {
  buildIfStale(['engine', 'screens']);
  if (process.execve === undefined) throw new Error('Node 24 or newer is needed; run this through npm');
  return process.execve(process.execPath, [process.execPath, ...engineFlags, engineEntry, ...args], {
    ...process.env,
    ...engineEnvironment,
  });
}

if (import.meta.main) becomeEngine(process.argv.slice(2));
