/** POST /api/<group>.<call> with a JSON body: one call, one envelope. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Envelope, ErrorCode } from '../../contract/calls.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { dispatch, isCallName, refusal } from '../transport/dispatch.ts';
import type { DispatchOptions } from '../transport/dispatch.ts';
import { foreignRequest, wrongBearer } from './gate.ts';
import type { Gate } from './gate.ts';

/** Whoever may call has the token; the rules of another tool, which may be imported, are the largest input there is. */
const mostBytes = 8 * 1024 * 1024;

export const statusOf: Readonly<Record<ErrorCode, number>> = {
  'bad-input': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  refused: 409,
  internal: 500,
  unavailable: 503,
};

/** The caller has set the security headers. Never rejects. */
export async function answerCall(
  request: IncomingMessage,
  response: ServerResponse,
  gate: Gate,
  options: DispatchOptions,
): Promise<void> {
  const stranger = foreignRequest(gate, request.headers) ?? wrongBearer(gate, request.headers);
  if (stranger !== null) {
    if (stranger.code === 'unauthorized') response.setHeader('WWW-Authenticate', 'Bearer');
    send(response, statusOf[stranger.code], refusal(stranger.code, stranger.message));
    return;
  }
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    send(response, 405, refusal('bad-input', 'calls are made with POST'));
    return;
  }
  const name = (request.url ?? '').split('?')[0]?.slice('/api/'.length) ?? '';
  if (!isCallName(name)) {
    send(response, 404, refusal('not-found', 'there is no such call'));
    return;
  }
  const input = await readJson(request);
  if (!input.ok) {
    send(response, input.error.status, refusal('bad-input', input.error.message));
    return;
  }
  const envelope = await dispatch(options, name, input.value);
  send(response, envelope.ok ? 200 : statusOf[envelope.error.code], envelope);
}

function send(response: ServerResponse, status: number, envelope: Envelope): void {
  const body = JSON.stringify(envelope);
  // a request that was not read to its end cannot be followed by another one on the same connection
  if (!response.req.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

interface Unreadable {
  readonly status: 400 | 413 | 415;
  readonly message: string;
}

async function readJson(request: IncomingMessage): Promise<Result<unknown, Unreadable>> {
  const type = request.headers['content-type'] ?? '';
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (!/^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(type) || encoding !== 'identity')
    return fail({ status: 415, message: 'the body has to be plain application/json' });
  const tooLarge = fail<Unreadable>({ status: 413, message: `the body may have ${mostBytes} bytes at most` });
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return tooLarge;

  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      if (!(chunk instanceof Uint8Array)) return fail({ status: 400, message: 'the body could not be read' });
      length += chunk.length;
      if (length > mostBytes) return tooLarge;
      chunks.push(chunk);
    }
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))));
  } catch {
    return fail({ status: 400, message: 'the body is not JSON' });
  }
}
