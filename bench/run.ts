/** `npm run bench`: every benchmark, one after the other. Each prints its table and writes bench/results/NAME.json. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from '../scripts/build-if-stale.ts';

buildIfStale(['engine', 'screens']);
for (const name of ['sampler', 'responsiveness', 'economy', 'table-tick', 'import', 'recording', 'learning']) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
