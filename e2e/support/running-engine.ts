/** The real engine as a child process, spoken to as any client would: HTTP for calls, one WebSocket for streams. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';
import type { CallInput, CallName, CallOutput, StreamName } from '../../contract/calls.ts';
import { calls, envelope, streams } from '../../contract/calls.ts';
import type { Decision } from '../../contract/decision.ts';
import { engineEntry, engineEnvironment, engineFlags } from '../../scripts/engine-command.ts';

export interface EngineOptions {
  readonly dataDirectory: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Runs it as somebody else, from a copy that this user can read. */
  readonly as?: { readonly uid: number; readonly copy: EngineCopy };
}

/** Where node and the built engine lie. */
export interface EngineCopy {
  readonly node: string;
  readonly entry: string;
}

export interface RunningEngine {
  readonly child: ChildProcess;
  readonly url: string;
  readonly origin: string;
  readonly token: string;
  readonly call: <N extends CallName>(name: N, input: CallInput<N>) => Promise<CallOutput<N>>;
  /** Resolves with the first decision, from now on or earlier, for which it holds. */
  readonly decision: (holds: (decision: Decision) => boolean) => Promise<Decision>;
  /** Resolves with the first value of a stream for which it holds. */
  readonly until: <N extends StreamName>(
    name: N,
    holds: (value: ReturnType<(typeof streams)[N]['parse']>) => boolean,
  ) => Promise<ReturnType<(typeof streams)[N]['parse']>>;
  /** Sends the signal and resolves with the exit code; null for one that was killed. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
  readonly stderr: () => string;
}

/** Starts `out/engine/headless.js` on a free port; rejects with what it said when it does not come up. */
export async function startEngine({ dataDirectory, args = [], env = {}, as }: EngineOptions): Promise<RunningEngine> {
  const child = spawnEngine(['--port', '0', '--data-dir', dataDirectory, ...args], env, as);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const exited = once(child, 'exit');
  const firstLine = once(createInterface({ input: child.stdout }), 'line').then(([line]) => String(line));
  const line = await Promise.race([
    firstLine,
    exited.then(() => Promise.reject(new Error(`the engine ended: ${errors}`))),
  ]);
  const url = /^BrainKernel dashboard: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+)$/.exec(line)?.[1];
  if (url === undefined) throw new Error(`not the first line of the engine: ${line}`);
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token') ?? '';

  const call: RunningEngine['call'] = async (name, input) => {
    const response = await fetch(`${origin}/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const reply = envelope.parse(await response.json());
    if (!reply.ok) throw new Error(`${reply.error.code}: ${reply.error.message}`);
    return calls[name].output.parse(reply.value) as Awaited<ReturnType<typeof call<typeof name>>>;
  };

  const until: RunningEngine['until'] = async (name, holds) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/streams`, ['brainkernel', token], { origin });
    try {
      return await new Promise((resolve, reject) => {
        socket.on('open', () => socket.send(JSON.stringify({ listen: [name] })));
        socket.on('error', reject);
        socket.on('close', () => reject(new Error(`the stream closed before: ${errors}`)));
        socket.on('message', (data: Buffer) => {
          const message = JSON.parse(data.toString('utf8')) as { stream: string; value: unknown };
          const value = streams[name].parse(message.value) as Parameters<typeof holds>[0];
          if (holds(value)) resolve(value);
        });
      });
    } finally {
      socket.close();
    }
  };

  return {
    child,
    url,
    origin,
    token,
    call,
    until,
    decision: async (holds) => {
      const { changed } = await until('decisions', (value) => value.changed.some(holds));
      const found = changed.find(holds);
      if (!found) throw new Error('a decision vanished');
      return found;
    },
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode;
    },
    stderr: () => errors,
  };
}

/** Only starts the process, for runs that are meant to fail. */
export function spawnEngine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  as?: EngineOptions['as'],
) {
  const { node, entry } = as?.copy ?? { node: process.execPath, entry: engineEntry };
  return spawn(node, [...engineFlags, entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(as && { uid: as.uid, gid: as.uid, cwd: '/' }),
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...engineEnvironment, ...env },
  });
}

/** Runs to the end; for flags and errors. */
export async function runEngine(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = spawnEngine(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}
