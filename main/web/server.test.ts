import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CallError, envelope, errorCode } from '../../contract/calls.ts';
import type { ErrorCode } from '../../contract/calls.ts';
import { ask, askCall, serve, token } from './served.fixture.ts';
import { startWebServer } from './server.ts';

const authorized = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const metric = { name: 'cpu', from: 0, to: 1, step: 1 };

describe('a call', () => {
  test('is answered in the envelope, with what the handler returned', async () => {
    const { port } = await serve({
      'metrics.query': ({ name, step }) => ({ name, unit: 'ratio', points: [[step, 0.5]] }),
    });
    const answer = await askCall(port, 'metrics.query', { ...metric, step: 10 });
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('{"ok":true,"value":{"name":"cpu","unit":"ratio","points":[[10,0.5]]}}');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('gets the input as the contract parsed it, defaults included', async () => {
    const inputs: unknown[] = [];
    const { port } = await serve({
      'decisions.list': (input) => {
        inputs.push(input);
        return { decisions: [] };
      },
    });
    await askCall(port, 'decisions.list', {});
    expect(inputs).toEqual([{ limit: 100 }]);
  });

  test.each([
    ['decisions.list', { limit: 501 }, /^limit: /],
    ['decisions.list', { limit: 1, 'evil\nkey': 1 }, /evil key/],
    ['decisions.list', [], /./],
    ['decisions.list', null, /./],
    ['processes.act', { kind: 'treat', pid: -1, startTime: 1, action: 'end' }, /^pid: /],
    ['settings.set', { 'llm.groq.baseUrl': 'http://192.168.1.1/' }, /unencrypted/],
  ])('%s with %j is refused in one line that says what is wrong', async (name, input, message) => {
    const { port, logged } = await serve();
    const answer = await askCall(port, name, input);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ ok: false, error: { code: 'bad-input' } });
    expect(envelope.parse(answer.body)).toHaveProperty('error.message', expect.stringMatching(message));
    expect(answer.text).not.toContain('\\n');
    expect(logged).toEqual([]);
  });

  const statuses: Readonly<Record<ErrorCode, number>> = {
    'bad-input': 400,
    unauthorized: 401,
    forbidden: 403,
    'not-found': 404,
    conflict: 409,
    refused: 409,
    internal: 500,
    unavailable: 503,
  };
  test.each(errorCode.options)('that fails as %s says so by code and HTTP status', async (code) => {
    const { port } = await serve({
      'engine.resume': () => {
        throw new CallError(code, 'a sentence');
      },
    });
    const answer = await askCall(port, 'engine.resume', {});
    expect(answer.status).toBe(statuses[code]);
    expect(answer.body).toEqual({ ok: false, error: { code, message: 'a sentence' } });
  });

  test('that fails unexpectedly tells the log, not the caller', async () => {
    const { port, logged } = await serve({
      'engine.resume': () => Promise.reject(new Error('secret detail')),
    });
    const answer = await askCall(port, 'engine.resume', {});
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
    expect(logged.join()).toContain('secret detail');
  });

  test('whose answer breaks the contract is a bug, where answers are checked', async () => {
    const { port, logged } = await serve({
      'metrics.query': () => ({ name: 'cpu', unit: 'ratio', points: [[1, Number.NaN]] }),
    });
    expect((await askCall(port, 'metrics.query', metric)).status).toBe(500);
    expect(logged.join()).toContain('points[0][1]');
  });

  test.each(['engine.nope', '', '__proto__', 'constructor', 'engine.status/../engine.resume'])(
    'of the unknown name %j is 404',
    async (name) => {
      const { port } = await serve();
      const answer = await askCall(port, name, {});
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ ok: false, error: { code: 'not-found' } });
    },
  );

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])(
    'by %s is 405, without a word to other origins',
    async (method) => {
      const { port } = await serve();
      const answer = await ask(port, '/api/engine.status', { method, headers: authorized });
      expect(answer.status).toBe(405);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    },
  );
});

describe('a body', () => {
  const post = (port: number, body: string | Buffer, headers: Record<string, string> = {}) =>
    ask(port, '/api/engine.status', { method: 'POST', headers: { ...authorized, ...headers }, body });

  test.each(['', '{', 'nothing', '{"a":1}}', Buffer.from([0xff, 0xfe, 0x7b, 0x7d])])(
    'that is not JSON is 400: %j',
    async (body) => {
      const { port } = await serve();
      expect((await post(port, body)).status).toBe(400);
    },
  );

  test.each([['text/plain'], ['application/x-www-form-urlencoded'], ['application/json; charset=utf-16'], ['']])(
    'of type %j is 415',
    async (type) => {
      const { port } = await serve();
      expect((await post(port, '{}', { 'content-type': type })).status).toBe(415);
    },
  );

  test('that is compressed is 415', async () => {
    const { port } = await serve();
    expect((await post(port, '{}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  test('of more than eight megabytes is 413, announced or not', async () => {
    const { port } = await serve();
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, ' ');
    expect((await post(port, large, { 'content-length': String(large.length) })).status).toBe(413);
    expect((await post(port, large, { 'transfer-encoding': 'chunked' })).status).toBe(413);
    expect((await post(port, '{}')).status).toBe(503);
  });
});

describe('who may call', () => {
  test.each([
    ['no token', {}],
    ['a wrong token', { authorization: 'Bearer wrong-token_1234' }],
    ['a token that only starts right', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['the token in another scheme', { authorization: `Basic ${token}` }],
  ])('nobody with %s', async (_, headers) => {
    const { port } = await serve();
    const answer = await ask(port, '/api/engine.status', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.body).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  });

  test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]'])(
    'nobody who calls us %j, with or without the token, for files neither',
    async (host) => {
      const { port } = await serve();
      expect((await askCall(port, 'engine.status', {}, { host })).status).toBe(403);
      expect((await ask(port, '/', { headers: { host } })).status).toBe(403);
    },
  );

  test('nobody who names no host at all', async () => {
    const { port } = await serve();
    const socket = connect(port, '127.0.0.1');
    socket.end('GET / HTTP/1.0\r\n\r\n');
    let answer = '';
    for await (const chunk of socket.setEncoding('utf8')) answer += String(chunk);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  test.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])(
    'no page of %s',
    async (origin) => {
      const { port } = await serve();
      expect((await askCall(port, 'engine.status', {}, { origin })).status).toBe(403);
    },
  );

  test('our own page, by either name', async () => {
    const { port } = await serve();
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`])
      expect((await askCall(port, 'engine.status', {}, { host, origin: `http://${host}` })).status).toBe(503);
  });
});

describe('files', () => {
  test('are served without a token, under a policy that lets the page reach only this server', async () => {
    const { port, staticDir } = await serve();
    writeFileSync(join(staticDir, 'index.html'), '<!doctype html>');
    mkdirSync(join(staticDir, 'assets'));
    writeFileSync(join(staticDir, 'assets', 'index.js'), 'export {}');
    const page = await ask(port, '/?token=x');
    expect(page.status).toBe(200);
    expect(page.text).toBe('<!doctype html>');
    expect(page.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; ` +
        `connect-src 'self' ws://127.0.0.1:${port} ws://localhost:${port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    const script = await ask(port, '/assets/index.js');
    expect(script.headers['content-type']).toBe('text/javascript');
  });

  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/a\\..\\..\\x',
    '/%00',
    '/%',
    '/none.js',
  ])('outside of the folder are not there: %s', async (path) => {
    const { port, staticDir } = await serve();
    writeFileSync(join(staticDir, 'index.html'), 'page');
    expect((await ask(port, path)).status).toBe(404);
  });

  test('say how to build the page when it is not there', async () => {
    const { port, staticDir } = await serve();
    rmSync(staticDir, { recursive: true });
    const answer = await ask(port, '/');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('npm run build');
  });

  test('are only read, and odd ranges do not hurt', async () => {
    const { port, staticDir } = await serve();
    writeFileSync(join(staticDir, 'index.html'), 'page');
    expect((await ask(port, '/', { method: 'POST', body: 'x' })).status).toBe(405);
    for (const range of ['bytes=5-2', 'bytes=-', 'bytes=99-100', 'x'])
      expect((await ask(port, '/', { headers: { range } })).text).toBe('page');
  });
});

describe('the server', () => {
  test('listens on loopback alone and takes a free port for 0', async () => {
    const { port, url, address } = await serve();
    expect(port).toBeGreaterThan(0);
    expect(address).toBe(`http://127.0.0.1:${port}/`);
    expect(url).toBe(`http://127.0.0.1:${port}/?token=${token}`);
  });

  test('says in a sentence that a port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { staticDir } = await serve();
    const starting = startWebServer({
      handlers: {} as never,
      subscribe: () => () => undefined,
      port,
      token,
      staticDir,
      log: { warn: () => undefined },
    });
    await expect(starting).rejects.toThrow(
      `port ${port} is in use; choose another one with --port, or 0 for a free one`,
    );
    other.close();
  });

  test('survives bytes that are no HTTP, and closes with a connection left open', async () => {
    const served = await serve();
    const garbage = connect(served.port, '127.0.0.1').resume();
    garbage.write('\0\x01nonsense\r\n\r\n');
    await once(garbage, 'close');
    const idle = connect(served.port, '127.0.0.1').resume();
    await once(idle, 'connect');
    expect((await askCall(served.port, 'engine.status', {})).status).toBe(503);
    const gone = once(idle, 'close');
    await Promise.all([served.close(), served.close(), gone]);
  });
});
