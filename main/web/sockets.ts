/** WebSockets at /api/streams: who may open one, how many, and how long a silent one lives. */
import { STATUS_CODES } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Envelope, ErrorCode, Subscribe } from '../../contract/calls.ts';
import type { Log } from '../log.ts';
import { fromJson, streamRequest, streamSession } from '../transport/stream-session.ts';
import { statusOf } from './api.ts';
import { foreignRequest, protocol, wrongProtocols } from './gate.ts';
import type { Gate } from './gate.ts';

const mostSockets = 16;
/** What a screen asks for is short. */
const mostBytes = 16 * 1024;
const pingMs = 30_000;

/** Bytes sent and still in this process: a few full process lists of a busy machine. */
const congestedBytes = 1024 * 1024;
const drainedBytes = 64 * 1024;

/** Close codes of RFC 6455 section 7.4.1. */
const goingAway = 1001;
const policyViolation = 1008;
const internalError = 1011;

export interface Sockets {
  readonly upgrade: (gate: Gate, request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Says goodbye to everybody; those who do not answer within a second are cut off. */
  readonly close: () => Promise<void>;
}

export function streamSockets(subscribe: Subscribe, log: Pick<Log, 'warn'>): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    handleProtocols: () => protocol,
  });

  const alive = new WeakSet<WebSocket>();
  const pinging = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, pingMs);
  pinging.unref();

  const attend = (socket: WebSocket) => {
    const resumeWhenDrained = () => {
      if (socket.bufferedAmount <= drainedBytes) session.resume(() => true);
    };
    const session = streamSession(
      {
        accepts: () => socket.bufferedAmount <= congestedBytes,
        send: (frame) => socket.send(frame, resumeWhenDrained),
      },
      subscribe,
    );
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', (data, isBinary) => {
      try {
        const request = streamRequest.safeParse(
          data instanceof Buffer && !isBinary ? fromJson(data.toString('utf8')) : undefined,
        );
        if (request.success) session.receive(request.data);
        else socket.close(policyViolation, 'expected {"listen":[names]} or {"unlisten":[names]}');
      } catch (error) {
        log.warn(`a stream failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        socket.close(internalError);
      }
    });
    // a frame too large or malformed: ws closes the socket itself, with the fitting code
    socket.on('error', () => undefined);
    socket.on('close', () => session.dispose());
  };

  return {
    upgrade: (gate, request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const refusal = whyNotUpgrade(gate, request, server.clients.size);
      if (refusal === null) server.handleUpgrade(request, socket, head, attend);
      else refuse(socket, refusal);
    },
    close: async () => {
      clearInterval(pinging);
      const open = [...server.clients];
      const closed = Promise.all(open.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
      for (const socket of open) socket.close(goingAway, 'BrainKernel stops');
      const cut = setTimeout(() => open.forEach((socket) => socket.terminate()), 1000);
      await closed;
      clearTimeout(cut);
    },
  };
}

interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

function whyNotUpgrade(gate: Gate, request: IncomingMessage, open: number): Refusal | null {
  const stranger = foreignRequest(gate, request.headers);
  if (stranger !== null) return stranger;
  if (request.url?.split('?')[0] !== '/api/streams')
    return { code: 'not-found', message: 'streams are at /api/streams' };
  const unknown = wrongProtocols(gate, request.headers);
  if (unknown !== null) return unknown;
  return open < mostSockets
    ? null
    : { code: 'unavailable', message: `there are ${mostSockets} screens already; close one` };
}

function refuse(socket: Duplex, { code, message }: Refusal): void {
  const body = JSON.stringify({ ok: false, error: { code, message } } satisfies Envelope);
  const lines = [
    `HTTP/1.1 ${statusOf[code]} ${STATUS_CODES[statusOf[code]] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
