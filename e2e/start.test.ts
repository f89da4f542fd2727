/** `npm start`, as a person types it. In place of Electron stands a program of the test's own that says how it was called. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function start(environment: NodeJS.ProcessEnv, ...args: string[]) {
  const child = spawn('npm', ['start', '--silent', '--', ...args], {
    cwd: root,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', CI: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return { child, lines: createInterface({ input: child.stdout }), ended: once(child, 'close'), errors: () => errors };
}

describe('npm start without a screen', () => {
  it('says why it runs headless, prints the address, and ends with 0', async () => {
    const { child, lines, ended, errors } = start({}, '--port', '0', '--data-dir', folder, '--set', 'scope.roots=[]');
    const [line] = (await once(lines, 'line')) as [string];
    const address = /^BrainKernel dashboard: (http:\/\/127\.0\.0\.1:\d+\/)/.exec(line)?.[1] ?? '';
    expect((await fetch(address)).status).toBe(200);
    expect(errors()).toMatch(/^BrainKernel: running headless, because there is no screen .*\. Open the address below/m);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});

describe('npm start with a screen and Electron', () => {
  /** A folder with an "Electron" that runs these lines of sh(1). */
  const electronThat = (...script: readonly string[]): NodeJS.ProcessEnv => {
    writeFileSync(join(folder, 'electron'), ['#!/bin/sh', ...script, ''].join('\n'), { mode: 0o755 });
    return { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder, BRAINKERNEL_NO_SANDBOX: '1' };
  };

  it('becomes Electron on this tree, with the flags it was given, and ends as that ends', async () => {
    const { lines, ended } = start(electronThat('printf "%s\\n" "$@"', 'exit 7'), '--mode', 'assist');
    const printed: string[] = [];
    lines.on('line', (line) => printed.push(line));
    expect(await ended).toEqual([7, null]);
    expect(printed).toEqual(['--no-sandbox', root, '--mode', 'assist']);
  });

  it('hands Ctrl+C on to it', async () => {
    const environment = electronThat("trap 'exit 5' INT", 'echo up', 'while :; do sleep 0.1; done');
    const { child, lines, ended } = start(environment);
    await once(lines, 'line');
    child.kill('SIGINT');
    expect(await ended).toEqual([5, null]);
  });

  it('runs headless when the folder that was named has no Electron', async () => {
    const environment = { ...electronThat(), ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'empty') };
    const { ended, errors } = start(environment, '--port', 'many');
    expect(await ended).toEqual([2, null]);
    expect(errors()).toMatch(/because ELECTRON_OVERRIDE_DIST_PATH has no program named electron/);
  });
});
