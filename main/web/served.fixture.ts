/** A web server over calls and streams that a test controls. */
import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders, RequestOptions } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Handlers, StreamName, StreamValue } from '../../contract/calls.ts';
import { controlledApi } from '../transport/api.fixture.ts';
import type { ControlledApi } from '../transport/api.fixture.ts';
import { startWebServer } from './server.ts';
import type { WebServer } from './server.ts';

export const token = 'correct-token_123';

export interface Served extends WebServer, Pick<ControlledApi, 'emit' | 'subscribed'> {
  readonly logged: readonly string[];
  readonly staticDir: string;
}

/** `first` is what a stream starts with. Closed when the test ends. */
export async function serve(
  handlers: Partial<Handlers> = {},
  first: { readonly [N in StreamName]?: () => StreamValue<N> } = {},
): Promise<Served> {
  const logged: string[] = [];
  const { emit, subscribed, ...api } = controlledApi(handlers, first);
  const staticDir = mkdtempSync(join(tmpdir(), 'brainkernel-web-'));
  const server = await startWebServer({
    ...api,
    port: 0,
    token,
    staticDir,
    log: { warn: (line) => logged.push(line) },
    checkOutput: true,
  });
  onTestFinished(async () => {
    await server.close();
    rmSync(staticDir, { recursive: true, force: true });
  });
  return {
    ...server,
    logged,
    staticDir,
    emit,
    subscribed,
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

/** One request with exactly these headers: fetch would not let a test lie about Host and Origin. */
export async function ask(
  port: number,
  path: string,
  options: RequestOptions & { readonly body?: string | Buffer } = {},
): Promise<Answer> {
  const { body, ...others } = options;
  return await new Promise((resolve, reject) => {
    let answered = false;
    const request = httpRequest({ host: '127.0.0.1', port, path, agent: false, ...others }, (response) => {
      answered = true;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json') === true;
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          body: isJson && text !== '' ? JSON.parse(text) : null,
        });
      });
      response.on('error', reject);
    });
    // an answer that comes before the whole body was sent closes the connection under it
    request.on('error', (error) => (answered ? undefined : reject(error)));
    request.end(body);
  });
}

/** A call as a screen makes it. */
export const askCall = (port: number, name: string, input: unknown, headers: Record<string, string> = {}) =>
  ask(port, `/api/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(input),
  });
