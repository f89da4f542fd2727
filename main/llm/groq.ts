/** Groq in the cloud, through its own SDK, which is loaded at the first question. */
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { ProviderFailure } from './provider.ts';
import type { CompletionRequest, ModelProvider } from './provider.ts';
import { originOf, tapWire } from './wire.ts';

export interface GroqSettings {
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
}

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() }).nullish(),
});

const offer = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) });

/** What a family of models can do (console.groq.com/docs/structured-outputs, /docs/reasoning). */
const families: readonly {
  readonly model: RegExp;
  readonly schema: 'strict' | 'best-effort';
  readonly reasons: boolean;
}[] = [
  { model: /^openai\/gpt-oss-(?:20|120)b$/, schema: 'strict', reasons: true },
  { model: /^openai\/gpt-oss-safeguard/, schema: 'best-effort', reasons: true },
  { model: /^meta-llama\/llama-4-|^moonshotai\/kimi-k2/, schema: 'best-effort', reasons: false },
];

/** Room for a reasoning model to think in before it answers, in tokens. */
const thinking = 1024;

export function createGroq(settings: GroqSettings, clock: Pick<Clock, 'now'>): ModelProvider {
  const { key, model } = settings;
  const family = families.find((one) => one.model.test(model));

  const responseFormat = (schema: CompletionRequest['schema']) =>
    family === undefined
      ? { type: 'json_object' as const }
      : { type: 'json_schema' as const, json_schema: { name: 'verdicts', schema, strict: family.schema === 'strict' } };

  const client = async (fetch: typeof globalThis.fetch) => {
    const { default: Groq } = await import('groq-sdk');
    return new Groq({
      apiKey: key ?? '',
      baseURL: settings.baseUrl.replace(/\/+$/, '').replace(/\/openai(?:\/v1)?$/, ''), // the SDK adds /openai/v1 itself
      fetch,
      maxRetries: 0, // when to come back is decided in one place, the advisor
      timeout: 2 ** 30, // and so is how long to wait; the signal says when
      logLevel: 'off',
    });
  };

  /** Local checks alone: the call itself is the best probe of a cloud service, and a probe would cost quota. */
  const mayBeAsked = (): Result<null> => {
    if (key === null) return fail('No Groq key is set; set GROQ_API_KEY or choose Ollama.');
    if (keepsSecrets(settings.baseUrl)) return ok(null);
    return fail(`The key is not sent to ${originOf(settings.baseUrl)}: it is not https. Change llm.groq.baseUrl.`);
  };

  return {
    name: 'groq',
    model,

    reachable: () => Promise.resolve(mayBeAsked()),

    models: async (signal) => {
      const may = mayBeAsked();
      if (!may.ok) throw new ProviderFailure('withheld', may.error);
      const tap = tapWire('Groq', clock, signal, key);
      try {
        const { data } = offer.parse(await (await client(tap.fetch)).models.list());
        return data.map(({ id }) => id).sort();
      } catch (error) {
        throw tap.failure(error);
      }
    },

    complete: async (request, signal) => {
      const tap = tapWire('Groq', clock, signal, key);
      try {
        const groq = await client(tap.fetch);
        const answer = completion.parse(
          await groq.chat.completions.create({
            model,
            messages: [
              { role: 'system', content: request.system },
              { role: 'user', content: request.user },
            ],
            temperature: 0,
            max_completion_tokens: request.maxOutputTokens + (family?.reasons === true ? thinking : 0),
            response_format: responseFormat(request.schema),
            ...(family?.reasons === true ? { reasoning_effort: 'low' as const } : {}),
          }),
        );
        const wire = tap.wire();
        const text = answer.choices[0]?.message.content;
        if (wire === null || text === undefined)
          throw new ProviderFailure('garbled', 'Groq answered with nothing.', { wire });
        const usage = answer.usage ?? null;
        return {
          ...wire,
          text,
          usage: usage && { inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens },
        };
      } catch (error) {
        throw tap.failure(error);
      }
    },
  };
}

/** A key goes over TLS, or stays on this machine. */
function keepsSecrets(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
