/** `npm run headless`, as scripts start and stop it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const npm = (...args: string[]) =>
  spawn('npm', ['run', '--silent', 'headless', '--', '--data-dir', folder, ...args], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
  });

describe('npm run headless', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('hands %s on to the engine, which ends with 0', async (signal) => {
    const child = npm('--port', '0', '--set', 'llm.provider="none"', '--set', 'scope.roots=[]');
    const exited = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const address = /^BrainKernel dashboard: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/.exec(line)?.[1];
    const { origin } = new URL(address ?? '');
    expect((await fetch(origin)).status).toBe(200);
    child.kill(signal);
    expect(await exited).toEqual([0, null]);
    await expect(fetch(origin)).rejects.toThrow();
  });

  it('ends with 2 and one line when a flag is wrong', async () => {
    const child = npm('--port', 'many');
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(2);
    expect(errors).toMatch(/^--port takes a number from 0 to 65535, not "many"$/m);
  });
});
