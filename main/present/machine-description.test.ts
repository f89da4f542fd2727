import { hostname, userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { machineDescription } from '../../contract/desktop.ts';
import { describeMachine } from './machine-description.ts';

const environment = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', XDG_SESSION_TYPE: 'wayland', USER: 'somebody' };

test('this machine is described by what it is', async () => {
  const machine = machineDescription.parse(await describeMachine({ environment }));
  expect(machine).toMatchObject({ desktop: 'ubuntu:GNOME', session: 'wayland', node: process.versions.node });
  expect(machine.distribution).toMatch(/\S/);
  expect(machine.cpu).toMatch(/\S/);
  expect(machine.cpus).toBeGreaterThan(0);
  expect(machine.memoryTotal).toBeGreaterThan(0);
});

test('nothing in it tells whose machine it is', async () => {
  const text = JSON.stringify(await describeMachine({ environment })).toLowerCase();
  for (const name of ['somebody', hostname(), userInfo().username])
    expect(text.split(/[^\p{L}\p{N}]+/u)).not.toContain(name.toLowerCase());
});

test('a program that hangs costs its limit, not the description', async () => {
  const machine = await describeMachine({ environment, limitMs: 20, probe: () => new Promise(() => undefined) });
  expect(machineDescription.parse(machine)).toMatchObject({ gpu: null, desktop: 'ubuntu:GNOME' });
  expect(machine.distribution).toMatch(/\S/);
  expect(machine.cpu).toMatch(/\S/);
});

test('a probe that fails leaves what needs none', async () => {
  const machine = await describeMachine({ environment: {}, probe: () => Promise.reject(new Error('no lspci')) });
  expect(machine).toMatchObject({ desktop: null, session: null, gpu: null });
});

test('nobody pays for it before somebody asks', async () => {
  const { execFileSync } = await import('node:child_process');
  const module = JSON.stringify(new URL('machine-description.ts', import.meta.url).href);
  const script = `
    const { registerHooks } = await import('node:module');
    const seen = [];
    registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
    await import(${module});
    process.stdout.write(String(seen.some((url) => url.includes('systeminformation'))));`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe('false');
});
