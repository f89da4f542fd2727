import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sandboxState } from './sandbox.ts';
import { chooseShell } from './start.ts';
import type { ShellSources } from './start.ts';

const found = { kind: 'found', path: '/electron' } as const;
const missing = { kind: 'missing', why: 'Electron has not been fetched yet' } as const;

/** A person's machine on which everything works. */
const sources: ShellSources = {
  environment: { WAYLAND_DISPLAY: 'wayland-0' },
  isRoot: false,
  find: () => found,
  fetch: () => Promise.reject(new Error('nothing is to be fetched')),
  sandbox: () => ({ kind: 'works' }),
};
const bare = { kind: 'electron', path: '/electron', flags: [] };

test('Electron opens where there are a screen, its program and its sandbox', async () => {
  expect(await chooseShell(sources)).toEqual(bare);
  expect(await chooseShell({ ...sources, environment: { DISPLAY: ':0' } })).toEqual(bare);
});

test('without a screen it runs headless, and nothing is fetched', async () => {
  expect(await chooseShell({ ...sources, environment: { DISPLAY: '' }, find: () => missing })).toEqual({
    kind: 'headless',
    why: 'there is no screen (neither WAYLAND_DISPLAY nor DISPLAY is set)',
  });
});

test('a missing program is fetched once, and its failure is the reason', async () => {
  let here = false;
  const fetch = () => {
    here = true;
    return Promise.resolve(null);
  };
  expect(await chooseShell({ ...sources, find: () => (here ? found : missing), fetch })).toEqual(bare);
  expect(
    await chooseShell({
      ...sources,
      find: () => missing,
      fetch: () => Promise.resolve('Electron could not be fetched.'),
    }),
  ).toEqual({ kind: 'headless', why: 'Electron could not be fetched.' });
});

test('nothing is fetched in CI, nor when a folder was named', async () => {
  for (const more of [{ CI: 'true' }, { ELECTRON_OVERRIDE_DIST_PATH: '/none' }])
    expect(await chooseShell({ ...sources, environment: { DISPLAY: ':0', ...more }, find: () => missing })).toEqual({
      kind: 'headless',
      why: missing.why,
    });
});

test('without its sandbox it does not open, unless a person says so', async () => {
  const fails = { kind: 'fails', why: 'no sandbox', advice: 'do this' } as const;
  expect(await chooseShell({ ...sources, sandbox: () => fails })).toEqual({
    kind: 'headless',
    why: 'no sandbox',
    advice: 'do this',
  });
  const environment = { DISPLAY: ':0', BRAINKERNEL_NO_SANDBOX: '1' };
  const open = { kind: 'electron', path: '/electron', flags: ['--no-sandbox'] };
  expect(await chooseShell({ ...sources, sandbox: () => fails, environment })).toEqual(open);
  expect(await chooseShell({ ...sources, isRoot: true, environment })).toEqual(open);
});

test('root is sent back before anything is fetched', async () => {
  expect(await chooseShell({ ...sources, isRoot: true, find: () => missing })).toMatchObject({ kind: 'headless' });
});

test('whether the sandbox works here is answered, with advice that names the file when it does not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  const state = sandboxState(join(folder, 'electron'));
  if (state.kind === 'fails') expect(state.advice).toContain(`chmod 4755 '${folder}/chrome-sandbox'`);
  else expect(state).toEqual({ kind: 'works' });
  rmSync(folder, { recursive: true });
});
