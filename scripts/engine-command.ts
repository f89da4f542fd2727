/** How the built engine is started: by `npm run headless`, by the tests, by the benchmarks. */
import { join } from 'node:path';

export const engineEntry = join(import.meta.dirname, '../out/engine/headless.js');

/** A small young generation: the engine allocates little and should stay small. node:sqlite warns that it is young. */
export const engineFlags = ['--max-semi-space-size=1', '--disable-warning=ExperimentalWarning', '--enable-source-maps'];

/** One malloc arena: glibc's default of several keeps tens of megabytes for threads that are idle (mallopt(3)). */
export const engineEnvironment = { MALLOC_ARENA_MAX: '1' };
