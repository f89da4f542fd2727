/**
 * A model server for tests: real HTTP on 127.0.0.1, speaking Groq's and Ollama's wire protocols, that keeps the exact
 * bytes of every request and does what its script says: answer, refuse, stall, or break in the ways real ones do.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A program as it is written in a question: one JSON array a line. */
export interface AskedProgram {
  readonly i: number;
  readonly exe: string;
  readonly name: string;
  readonly packageText: string;
  readonly arguments: string;
  readonly unit: string;
}

/** What the pretended model says about a program. */
export interface SaidVerdict {
  readonly category: string;
  readonly background: string;
  readonly confidence: number;
  readonly why: string;
}

export type Behaviour =
  | { readonly kind: 'ok' }
  /** Answers only the first `count` of the programs it is asked about. */
  | { readonly kind: 'partial'; readonly count: number }
  /** A well-formed completion whose text is this. */
  | { readonly kind: 'says'; readonly text: string }
  | { readonly kind: 'rate-limited'; readonly retryAfter: string }
  | { readonly kind: 'status'; readonly status: number; readonly body?: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'close' }
  | { readonly kind: 'html' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'huge'; readonly bytes: number }
  | { readonly kind: 'redirect'; readonly to: string };

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The exact body, as UTF-8. */
  readonly body: string;
  /** The programs it asks about; empty for anything but a question. */
  readonly programs: readonly AskedProgram[];
}

export interface ModelServer {
  /** `http://127.0.0.1:PORT`: Groq's base URL and Ollama's host alike. */
  readonly url: string;
  /** Every request, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Those that cost something: questions to a model. */
  readonly questions: () => readonly RecordedRequest[];
  /** Behaviours for the next questions, in order; after them it answers again. */
  readonly script: (...behaviours: readonly Behaviour[]) => void;
  /** What it does when the script is empty. */
  readonly usually: (behaviour: Behaviour) => void;
  /** Headers added to each answer, e.g. `x-ratelimit-remaining-tokens`. */
  readonly headers: Record<string, string>;
  /** Settles when that many questions have arrived, whether or not they were answered. */
  readonly asked: (count: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ModelServerOptions {
  readonly rule?: (program: AskedProgram) => SaidVerdict;
  /** Models that Ollama's `/api/tags` and Groq's `/openai/v1/models` list. */
  readonly models?: readonly string[];
  readonly port?: number;
}

const sensibleRule = ({ exe, packageText }: AskedProgram): SaidVerdict =>
  /index|tracker|baloo|backup|sync/i.test(`${exe} ${packageText}`)
    ? {
        category: 'indexer',
        background: 'hold-back',
        confidence: 0.9,
        why: 'Works through files in the background; can wait',
      }
    : { category: 'utility', background: 'none', confidence: 0.7, why: 'A small tool that is used directly' };

/** Groq's free plan for llama-3.1-8b-instant, hardly used. */
const usualHeaders = {
  'x-ratelimit-limit-requests': '14400',
  'x-ratelimit-remaining-requests': '14370',
  'x-ratelimit-reset-requests': '2m59.56s',
  'x-ratelimit-limit-tokens': '60000',
  'x-ratelimit-remaining-tokens': '59997',
  'x-ratelimit-reset-tokens': '7.66s',
};

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const rule = options.rule ?? sensibleRule;
  const models = options.models ?? ['llama-3.1-8b-instant', 'llama3.2:latest'];
  const requests: RecordedRequest[] = [];
  const waiters = new Set<() => void>();
  const headers: Record<string, string> = {};
  let scripted: Behaviour[] = [];
  let usual: Behaviour = { kind: 'ok' };

  const questions = (): readonly RecordedRequest[] => requests.filter(({ path }) => path in dialects);

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '';
    const body = await readBody(request);
    const dialect = dialects[path];
    const text = dialect === undefined ? '' : promptOf(body);
    const programs = programsOf(text);
    requests.push({ method: request.method ?? '', path, headers: request.headers, body, programs });
    if (dialect !== undefined) perform(scripted.shift() ?? usual, dialect, response, text, programs);
    else if (path === '/api/version') json(response, { version: '0.12.0' });
    else if (path === '/api/tags') json(response, { models: models.map((name) => ({ name, model: name })) });
    else if (path === '/openai/v1/models')
      json(response, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) });
    else json(response, { error: { message: `no such path: ${path}` } }, 404);
    for (const check of waiters) check();
  };

  const perform = (
    behaviour: Behaviour,
    dialect: Dialect,
    response: ServerResponse,
    prompt: string,
    programs: readonly AskedProgram[],
  ): void => {
    const extra = dialect === groq ? { ...usualHeaders, ...headers } : headers;
    const says = (text: string): void => json(response, dialect(text, tokens(prompt), tokens(text)), 200, extra);
    const answer = (asked: readonly AskedProgram[]): string =>
      JSON.stringify({ verdicts: asked.map((program) => ({ i: program.i, ...rule(program) })) });
    switch (behaviour.kind) {
      case 'ok':
        says(answer(programs));
        break;
      case 'partial':
        says(answer(programs.slice(0, behaviour.count)));
        break;
      case 'says':
        says(behaviour.text);
        break;
      case 'rate-limited':
        json(response, { error: { message: 'Rate limit reached' } }, 429, {
          ...extra,
          'retry-after': behaviour.retryAfter,
        });
        break;
      case 'status':
        send(
          response,
          behaviour.status,
          'application/json',
          behaviour.body ?? '{"error":{"message":"went wrong"}}',
          extra,
        );
        break;
      case 'hang':
        break; // the connection stays open until the client or `close` ends it
      case 'close':
        response.socket?.destroy();
        break;
      case 'html':
        send(response, 200, 'text/html', '<!doctype html><title>Sign in</title><p>Please sign in to this network.');
        break;
      case 'truncated': {
        const whole = JSON.stringify(dialect(answer(programs), 1, 1));
        send(response, 200, 'application/json', whole.slice(0, whole.length / 2));
        break;
      }
      case 'huge':
        send(response, 200, 'application/json', `{"padding":"${'x'.repeat(behaviour.bytes)}"}`);
        break;
      case 'redirect':
        send(response, 307, 'text/plain', '', { location: behaviour.to });
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    questions,
    headers,
    script: (...behaviours) => {
      scripted = [...scripted, ...behaviours];
    },
    usually: (behaviour) => {
      usual = behaviour;
    },
    asked: (count) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (questions().length < count) return;
          waiters.delete(check);
          resolve();
        };
        waiters.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A completion in a provider's words. */
type Dialect = (text: string, inputTokens: number, outputTokens: number) => object;

const groq: Dialect = (content, prompt_tokens, completion_tokens) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'llama-3.1-8b-instant',
  choices: [{ index: 0, message: { role: 'assistant', content }, logprobs: null, finish_reason: 'stop' }],
  usage: { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens, total_time: 0.1 },
});

const ollama: Dialect = (content, prompt_eval_count, eval_count) => ({
  model: 'llama3.2',
  created_at: '2026-01-01T00:00:00Z',
  message: { role: 'assistant', content },
  done: true,
  done_reason: 'stop',
  prompt_eval_count,
  eval_count,
});

const dialects: Readonly<Record<string, Dialect | undefined>> = {
  '/openai/v1/chat/completions': groq,
  '/api/chat': ollama,
};

/** Four characters a token, as an estimate on both sides of every comparison. */
export const tokens = (text: string): number => Math.ceil(text.length / 4);

/** All messages of a chat request, one after the other. */
export function promptOf(body: string): string {
  const { messages } = JSON.parse(body) as { messages: readonly { content: string }[] };
  return messages.map(({ content }) => content).join('\n');
}

function programsOf(prompt: string): readonly AskedProgram[] {
  const lines = prompt.split('\n').filter((line) => /^\[\d+,/.test(line));
  return lines.map((line) => {
    const [i, exe, name, packageText, args, unit] = JSON.parse(line) as [
      number,
      string,
      string,
      string,
      string,
      string,
    ];
    return { i, exe, name, packageText, arguments: args, unit };
  });
}

const json = (response: ServerResponse, value: object, status = 200, headers: Record<string, string> = {}): void =>
  send(response, status, 'application/json', JSON.stringify(value), headers);

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
