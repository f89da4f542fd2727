/** Ollama on this machine (or one nearby), through its own SDK, which is loaded once something listens there. */
import { connect } from 'node:net';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { fail, ok } from '../result.ts';
import { estimateTokens } from './budget.ts';
import { ProviderFailure } from './provider.ts';
import type { ModelProvider } from './provider.ts';
import { originOf, tapWire } from './wire.ts';

export interface OllamaSettings {
  readonly host: string;
  readonly model: string;
}

const chat = z.object({
  message: z.object({ content: z.string() }),
  prompt_eval_count: z.number().nonnegative().optional(),
  eval_count: z.number().nonnegative().optional(),
});
const tags = z.object({ models: z.array(z.object({ name: z.string().min(1).max(200) })) });

/** Ollama cuts a prompt that is longer than its context without a word, so the context is asked for. Tokens. */
const smallestContext = 4096;

export function createOllama(settings: OllamaSettings, clock: Pick<Clock, 'now'>): ModelProvider {
  const { host, model } = settings;
  const client = async (fetch: typeof globalThis.fetch) => {
    const { Ollama } = await import('ollama');
    return new Ollama({ host, fetch });
  };

  const models = async (signal: AbortSignal): Promise<readonly string[]> => {
    if (!(await listens(host, signal)))
      throw new ProviderFailure('unreachable', `Ollama does not answer at ${originOf(host)}.`);
    const tap = tapWire('Ollama', clock, signal, null);
    try {
      const listed = tags.parse(await (await client(tap.fetch)).list());
      return listed.models.map(({ name }) => name).sort();
    } catch (error) {
      throw tap.failure(error);
    }
  };

  return {
    name: 'ollama',
    model,

    reachable: async (signal) => {
      try {
        const offered = await models(signal);
        // a server that lists nothing may still serve the model; if not, its answer to the question says so
        if (offered.length === 0 || offersModel(offered, model)) return ok(null);
        return fail(`Ollama runs but does not have ${model}; get it with: ollama pull ${model}`);
      } catch (error) {
        if (error instanceof ProviderFailure) return fail(error.message);
        throw error;
      }
    },

    models,

    complete: async ({ system, user, schema, maxOutputTokens }, signal) => {
      const tap = tapWire('Ollama', clock, signal, null);
      const needed = estimateTokens(system + user) * 1.5 + maxOutputTokens;
      try {
        const answer = chat.parse(
          await (
            await client(tap.fetch)
          ).chat({
            model,
            messages: [
              { role: 'system', content: system },
              { role: 'user', content: user },
            ],
            stream: false,
            format: schema,
            options: {
              temperature: 0,
              num_predict: maxOutputTokens,
              num_ctx: Math.max(smallestContext, 1024 * Math.ceil(needed / 1024)),
            },
          }),
        );
        const wire = tap.wire();
        if (wire === null) throw new ProviderFailure('garbled', 'Ollama answered with nothing.');
        const { prompt_eval_count: inputTokens, eval_count: outputTokens } = answer;
        const counted = inputTokens !== undefined && outputTokens !== undefined;
        return { ...wire, text: answer.message.content, usage: counted ? { inputTokens, outputTokens } : null };
      } catch (error) {
        throw tap.failure(error);
      }
    },
  };
}

/** Whether a name is among those a server lists; Ollama lets `:latest` be left out. */
export const offersModel = (offered: readonly string[], model: string): boolean =>
  offered.includes(model) || offered.includes(`${model}:latest`);

/** Whether a TCP connection is accepted. Most desktops have no Ollama, and `fetch` alone would cost them 18 MB. */
function listens(url: string, signal: AbortSignal): Promise<boolean> {
  if (!URL.canParse(url) || signal.aborted) return Promise.resolve(false);
  const { hostname, port, protocol } = new URL(url);
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
  });
  return new Promise((resolve) => {
    const settle = (accepted: boolean): void => {
      signal.removeEventListener('abort', abandon);
      socket.destroy();
      resolve(accepted);
    };
    const abandon = (): void => settle(false);
    signal.addEventListener('abort', abandon);
    socket.once('connect', () => settle(true)).once('error', abandon);
  });
}
