import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = fileURLToPath(new URL('reused-pid.fixture.ts', import.meta.url));

test('a process that was given the pid of one we treated is never touched, by no path', async () => {
  const { stdout } = await promisify(execFile)('unshare', [
    '--pid',
    '--fork',
    '--mount-proc',
    '--kill-child',
    process.execPath,
    script,
  ]);
  expect(JSON.parse(stdout)).toEqual({
    applied: 'applied',
    late: 'refused',
    drifts: 0,
    findings: ['gone', 'gone', 'gone'],
    untouched: true,
  });
});
