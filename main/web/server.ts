/** The dashboard and the contract over HTTP and one WebSocket, for this machine alone. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handlers, Subscribe } from '../../contract/calls.ts';
import type { Log } from '../log.ts';
import { pageHeaders } from '../transport/page-headers.ts';
import { answerCall } from './api.ts';
import { foreignRequest, ownHosts } from './gate.ts';
import type { Gate } from './gate.ts';
import { streamSockets } from './sockets.ts';
import { staticFiles } from './static-files.ts';

export interface WebServerOptions {
  readonly handlers: Handlers;
  readonly subscribe: Subscribe;
  /** 0 takes a free one. */
  readonly port: number;
  /** Safe in a URL and as a WebSocket protocol: A-Z a-z 0-9 - _ */
  readonly token: string;
  /** The built screens; may be missing, then the page says how to build them. */
  readonly staticDir: string;
  /** What a caller is not told. Never holds a token or a body. */
  readonly log: Pick<Log, 'warn'>;
  /** Hold answers against the contract: for development and tests. */
  readonly checkOutput?: boolean;
}

export interface WebServer {
  /** `http://127.0.0.1:PORT/`: where it is, for those who have the token. */
  readonly address: string;
  /** `http://127.0.0.1:PORT/?token=TOKEN`: what a person opens. */
  readonly url: string;
  readonly port: number;
  /** Resolves when the last connection is gone; open ones are cut off after a second. */
  readonly close: () => Promise<void>;
}

const loopback = '127.0.0.1';

/** Rejects with one clear sentence when the port cannot be had. */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const files = staticFiles(options.staticDir);
  const sockets = streamSockets(options.subscribe, options.log);
  const dispatching = { handlers: options.handlers, checkOutput: options.checkOutput ?? false, log: options.log };
  // the port is known once it listens, which is before the first request
  let gate: Gate = { port: options.port, token: options.token };
  let headers = headersOf(options.port);

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeaders(headers);
    if (/^\/api(\/|\?|$)/.test(request.url ?? '')) {
      await answerCall(request, response, gate, dispatching);
      return;
    }
    const stranger = foreignRequest(gate, request.headers);
    if (stranger !== null) plain(response, 403, stranger.message);
    else if (request.method !== 'GET' && request.method !== 'HEAD') plain(response, 405, 'Only GET and HEAD.');
    else files(request, response);
  };

  const server = createServer(
    // slow and endless requests are cut off: https://nodejs.org/api/http.html#serverheaderstimeout
    { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000, connectionsCheckingInterval: 2_000 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        options.log.warn(
          `a request failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        response.destroy();
      });
    },
  );
  server.maxConnections = 128;
  server.on('upgrade', (request, socket, head) => sockets.upgrade(gate, request, socket, head));

  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(new Error(whyNotListening(error, options.port), { cause: error })));
    server.listen({ port: options.port, host: loopback, exclusive: true }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  gate = { ...gate, port };
  headers = headersOf(port);
  const address = `http://${loopback}:${port}/`;

  let closing: Promise<void> | null = null;
  return {
    address,
    url: `${address}?token=${options.token}`,
    port,
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await sockets.close();
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), 1000);
    await closed;
    clearTimeout(cut);
  }
}

const headersOf = (port: number): Headers =>
  new Headers(pageHeaders([`'self'`, ...ownHosts(port).map((host) => `ws://${host}`)]));

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(`${text}\n`);
}

function whyNotListening(error: Error, port: number): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `port ${port} is in use; choose another one with --port, or 0 for a free one`;
  if (code === 'EACCES') return `port ${port} needs privileges; choose one above 1023 with --port, or 0 for a free one`;
  return `port ${port} cannot be used: ${error.message}`;
}
