import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from './shell-run.fixture.ts';
import { startAgain } from './start-again.ts';

let folder = temporaryFolder();
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

function anApp() {
  const asked: unknown[] = [];
  return {
    asked,
    relaunch: (how: unknown) => asked.push(how),
    releaseSingleInstanceLock: () => asked.push('released'),
  };
}

test('Electron starts itself again, with the same flags', () => {
  const app = anApp();
  startAgain(app, { program: '/opt/brainkernel', args: ['--hidden'] }, {});
  expect(app.asked).toEqual([{ execPath: '/opt/brainkernel', args: ['--hidden'] }]);
});

test('an AppImage is started as the file it is, outside of its old mount point, when the lock is free', () => {
  const said = join(folder.path, 'said');
  const program = join(folder.path, 'BrainKernel.AppImage');
  writeFileSync(program, `#!/bin/sh\necho "$1 $LD_LIBRARY_PATH-$PATH" > '${said}'\n`);
  chmodSync(program, 0o755);
  execFileSync('mkfifo', [said]);
  const app = anApp();
  startAgain(
    app,
    { program, args: ['--hidden'] },
    { APPIMAGE: program, APPDIR: '/m', LD_LIBRARY_PATH: '/m/usr/lib', PATH: '/m:/usr/bin:/bin' },
  );
  expect(app.asked).toEqual(['released']);
  expect(readFileSync(said, 'utf8')).toBe('--hidden -/usr/bin:/bin\n');
});
