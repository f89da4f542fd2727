/** Builds the privileged helper that goes into every package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Throws when it does not compile; does nothing in a tree that has none. */
export function buildHelper(): void {
  if (!existsSync(join(root, 'helper/Makefile'))) return;
  const { status } = spawnSync('make', ['--silent', '-C', 'helper'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0)
    throw new Error('The helper does not build: `make -C helper` says why. It needs gcc, make and libsystemd-dev.');
}
