import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer } from '../../e2e/support/model-server.ts';
import type { ModelServer } from '../../e2e/support/model-server.ts';
import { systemClock } from '../clock.ts';
import { createGroq } from './groq.ts';
import { createOllama } from './ollama.ts';
import { replySchema } from './reply.ts';

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.close());

const key = 'an-unusual-key-without-a-shape';
const request = (user: string) => ({ system: 's', user, schema: replySchema, maxOutputTokens: 10 });
const { signal } = new AbortController();
const groq = (model = 'llama-3.1-8b-instant', path = '') =>
  createGroq({ baseUrl: `${server.url}${path}`, model, key }, systemClock);

const lastBody = (): Record<string, unknown> =>
  JSON.parse(server.questions().at(-1)?.body ?? '{}') as Record<string, unknown>;

describe('the last check before bytes leave', () => {
  it.each([`gsk_${'abc1'.repeat(12)}`, 'postgres://bob:hunter2@db', `x ${key} y`])(
    'refuses to send %s',
    async (secret) => {
      for (const provider of [groq(), createOllama({ host: server.url, model: 'llama3.2' }, systemClock)]) {
        const before = server.requests.length;
        const sent = provider.complete(
          request(`${secret}${provider.name === 'ollama' ? ` gsk_${'abc1'.repeat(12)}` : ''}`),
          signal,
        );
        await expect(sent).rejects.toMatchObject({ kind: 'withheld', wire: null });
        expect(server.requests).toHaveLength(before);
      }
    },
  );
});

describe('Groq', () => {
  it.each(['', '/', '/openai', '/openai/v1', '/openai/v1/'])(
    'is found when its address is given with %j',
    async (path) => {
      const { url } = await groq(undefined, path).complete(request('[0,"x"]'), signal);
      expect(url).toBe(`${server.url}/openai/v1/chat/completions`);
    },
  );

  it('gets the key in a header and nowhere else', async () => {
    const { rawRequest } = await groq().complete(request('[0,"x"]'), signal);
    expect(server.questions().at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
    expect(rawRequest).not.toContain(key);
  });

  it('has its key masked should the server echo it', async () => {
    server.script({ kind: 'says', text: `your key is ${key}` });
    const { rawResponse } = await groq().complete(request('[0,"x"]'), signal);
    expect(rawResponse).toContain('your key is <key>');
  });

  it('is held to the schema where the model can be, to JSON where it cannot, at temperature 0', async () => {
    await groq('openai/gpt-oss-20b').complete(request('[0,"x"]'), signal);
    expect(lastBody()).toMatchObject({
      temperature: 0,
      response_format: { type: 'json_schema', json_schema: { strict: true } },
    });
    await groq('llama-3.1-8b-instant').complete(request('[0,"x"]'), signal);
    expect(lastBody()).toMatchObject({ temperature: 0, response_format: { type: 'json_object' } });
  });
});

describe('Ollama', () => {
  it('gets the schema as its format, temperature 0 and a context that holds the question', async () => {
    await createOllama({ host: server.url, model: 'llama3.2' }, systemClock).complete(
      request('x'.repeat(40_000)),
      signal,
    );
    const { options, ...body } = lastBody() as { readonly options: { readonly num_ctx: number } };
    expect(body).toMatchObject({ stream: false, format: replySchema, model: 'llama3.2' });
    expect(options).toMatchObject({ temperature: 0, num_predict: 10 });
    expect(options.num_ctx).toBeGreaterThan(10_000);
  });

  it.each([
    ['has the model', 'llama3.2', { ok: true }],
    [
      'lacks the model',
      'mistral',
      { ok: false, error: 'Ollama runs but does not have mistral; get it with: ollama pull mistral' },
    ],
  ])('says whether it %s', async (_, model, expected) => {
    expect(await createOllama({ host: server.url, model }, systemClock).reachable(signal)).toMatchObject(expected);
  });
});
