/** What goes wrong before and around the loop: a clear message each, and nothing lost. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import type { RunningEngine } from './support/running-engine.ts';
import { runEngine, startEngine } from './support/running-engine.ts';

let folder: string;
let engines: RunningEngine[];
let mounts: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brainkernel-test-'));
  engines = [];
  mounts = [];
});
afterEach(async () => {
  for (const engine of engines) await engine.stop();
  for (const mount of mounts) execFileSync('umount', [mount]);
  rmSync(folder, { recursive: true, force: true });
});

const observing = ['--set', 'scope.roots=[]', '--set', 'llm.provider="none"'];
const start = async (dataDirectory: string, ...args: string[]): Promise<RunningEngine> => {
  const engine = await startEngine({ dataDirectory, args: [...observing, ...args] });
  engines.push(engine);
  return engine;
};
const codesOf = async (engine: RunningEngine): Promise<readonly string[]> =>
  (await engine.call('engine.status', {})).notices.map(({ code }) => code);

describe('wrong flags', () => {
  it.each([
    [['--port', 'many']],
    [['--port', '70000']],
    [['--mode', 'berserk']],
    [['--strategy', 'lucky']],
    [['--token', 'a b']],
    [['--set', 'llm.provider']],
    [['--set', 'llm.provider=groq']],
    [['--set', 'no.such=1']],
    [['--set', 'scope.roots="all"']],
    [['--frobnicate']],
    [['surplus']],
  ])('%j are one line and exit code 2', async (args) => {
    const { code, stdout, stderr } = await runEngine(['--data-dir', folder, ...args]);
    expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 2, stdout: '', lines: 1 });
  });
});

describe('the data directory', () => {
  it('sets a corrupt database aside, says so, and goes on', async () => {
    const data = join(folder, 'data');
    await (await start(data)).stop();
    writeFileSync(join(data, 'brainkernel.db'), 'this is not a database, but it was somebody’s data'.repeat(100));
    const engine = await start(data);
    expect(await codesOf(engine)).toContain('database-set-aside');
    const aside = readdirSync(data).find((name) => name.startsWith('brainkernel.db.corrupt-'));
    expect(readFileSync(join(data, aside ?? ''), 'utf8')).toContain('somebody’s data');
  });

  it.runIf(process.getuid?.() === 0)('observes and changes nothing where it cannot be written', async () => {
    const data = join(folder, 'read-only');
    mkdirSync(data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'none', data]);
    mounts.push(data);
    const engine = await start(data, '--mode', 'autopilot');
    expect((await codesOf(engine)).some((code) => code.startsWith('database-'))).toBe(true);
    const { processes } = await engine.call('processes.list', {});
    expect(processes.length).toBeGreaterThan(0);
  });

  it.runIf(process.getuid?.() === 0)('says it when the disk is full, and goes on', async () => {
    const data = join(folder, 'full');
    mkdirSync(data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', data]);
    mounts.push(data);
    const engine = await start(data);
    expect(
      (await codesOf(engine)).some(
        (code) => code.startsWith('database-') || code.includes('full') || code.includes('lost'),
      ),
    ).toBe(true);
    expect((await engine.call('engine.status', {})).counts.processes).toBeGreaterThan(0);
  });

  it('belongs to one engine: a second one says where the first is and leaves it in peace', async () => {
    const first = await start(join(folder, 'data'));
    const second = await runEngine(['--data-dir', join(folder, 'data'), ...observing]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${first.child.pid ?? 0}`);
    expect(second.stderr).toContain(first.origin);
    expect((await first.call('engine.status', {})).mode).toBe('observe');
  });

  it('keeps a settings file that cannot be read, and says so', async () => {
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'settings.json'), '{ "mode": "autopilot", "strategy": ');
    const engine = await start(data);
    expect((await codesOf(engine)).some((code) => code.startsWith('settings-'))).toBe(true);
    expect(readdirSync(data).some((name) => name.startsWith('settings.json.invalid-'))).toBe(true);
    expect((await engine.call('settings.get', {})).mode).toBe('observe');
  });
});

describe('the transport', () => {
  it('refuses a wrong token, a foreign Origin, a foreign Host, unknown calls and malformed bodies, each in a sentence', async () => {
    const engine = await start(join(folder, 'data'));
    const post = async (path: string, headers: Record<string, string>, body = '{}') => {
      const response = await fetch(`${engine.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${engine.token}`, ...headers },
        body,
      });
      const { ok, error } = (await response.json()) as { ok: boolean; error?: { code: string; message: string } };
      return { status: response.status, ok, code: error?.code };
    };
    const status = '/api/engine.status';
    expect(await post(status, { authorization: 'Bearer wrong-token' })).toEqual({
      status: 401,
      ok: false,
      code: 'unauthorized',
    });
    expect(await post(status, { origin: 'https://evil.example' })).toEqual({
      status: 403,
      ok: false,
      code: 'forbidden',
    });
    expect(await post('/api/engine.explode', {})).toEqual({ status: 404, ok: false, code: 'not-found' });
    expect(await post('/api/engine.setMode', {}, '{"mode":"berserk"}')).toEqual({
      status: 400,
      ok: false,
      code: 'bad-input',
    });
    expect(await post('/api/engine.setMode', {}, '{"mode":')).toEqual({ status: 400, ok: false, code: 'bad-input' });
    expect(await post('/api/decisions.get', {}, '{"id":"none"}')).toEqual({
      status: 404,
      ok: false,
      code: 'not-found',
    });
    // fetch sets Host itself; node:http does as it is told
    const { hostname, port } = new URL(engine.origin);
    const [foreign] = (await once(
      get({ hostname, port, path: '/', headers: { host: 'evil.example' } }),
      'response',
    )) as [IncomingMessage];
    foreign.resume();
    expect(foreign.statusCode).toBe(403);
  });

  it('refuses a stream with a wrong token or from a foreign page', async () => {
    const engine = await start(join(folder, 'data'));
    const outcome = (protocols: string[], origin: string) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${engine.origin.replace('http', 'ws')}/api/streams`, protocols, { origin });
        socket.on('open', () => resolve('open'));
        socket.on('error', (error) => resolve(error.message));
      });
    expect(await outcome(['brainkernel', 'wrong-token'], engine.origin)).toMatch(/401/);
    expect(await outcome(['brainkernel', engine.token], 'https://evil.example')).toMatch(/403/);
    expect(await outcome(['brainkernel', engine.token], engine.origin)).toBe('open');
  });

  it('listens on loopback only', async () => {
    const engine = await start(join(folder, 'data'));
    const port = Number(new URL(engine.origin).port);
    const listening = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === '0A' && parseInt(fields[1]?.split(':')[1] ?? '', 16) === port)
      .map((fields) => fields[1]?.split(':')[0]);
    expect(listening).toEqual(['0100007F']);
  });
});
