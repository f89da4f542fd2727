import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Cost, Exchange } from '../../contract/decision.ts';
import type { Behaviour } from '../../e2e/support/model-server.ts';
import { startModelServer } from '../../e2e/support/model-server.ts';
import type { ModelServer, ModelServerOptions } from '../../e2e/support/model-server.ts';
import { testKey } from '../../e2e/support/model-side.ts';
import { systemClock } from '../clock.ts';
import { createModelTest } from './model-test.ts';
import type { ModelSettings } from './ports.ts';

interface Side {
  readonly server: ModelServer;
  readonly exchanges: readonly Exchange[];
  readonly spent: readonly Cost[];
  readonly ask: ReturnType<typeof createModelTest>;
}

/** The real providers against a real loopback server, with stores in sight. */
async function aSide(
  changed: Partial<ModelSettings> = {},
  options: ModelServerOptions & { readonly limitMs?: number } = {},
): Promise<Side> {
  const server = await startModelServer(options);
  onTestFinished(() => server.close());
  const exchanges: Exchange[] = [];
  const spent: Cost[] = [];
  const ask = createModelTest({
    settings: () => ({
      provider: 'auto',
      groqBaseUrl: server.url,
      groqModel: 'llama-3.1-8b-instant',
      groqKey: testKey,
      ollamaHost: server.url,
      ollamaModel: 'llama3.2',
      timeoutMs: 5000,
      usdPerMonth: 1,
      tokensPerDay: 100_000,
      redact: true,
      ...changed,
    }),
    exchanges: { put: (exchange) => void exchanges.push(exchange) },
    ledger: {
      add: (_, cost) => void spent.push(cost),
      sum: () => ({ calls: spent.length, inputTokens: 0, outputTokens: 0, usd: 0 }),
    },
    clock: systemClock,
    ...(options.limitMs !== undefined && { limitMs: options.limitMs }),
  });
  return { server, exchanges, spent, ask };
}

const says = (text: string): Behaviour => ({ kind: 'says', text });

describe.each(['groq', 'ollama'] as const)('asking %s', (provider) => {
  test('says that it answered, with what it offers, and keeps and books the question', async () => {
    const { server, exchanges, spent, ask } = await aSide();
    server.usually(says('{"ok":true}'));
    const result = await ask(provider);
    expect(result).toMatchObject({ ok: true, provider, models: ['llama-3.1-8b-instant', 'llama3.2:latest'] });
    expect(result.text).toMatch(/^llama\S+ answered in [\d.]+ s\.$/);
    expect(result.sentence.key).toBe('model.works');
    const [question] = server.questions();
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]).toMatchObject({ provider, request: question?.body, status: 200, error: null });
    expect(spent).toHaveLength(1);
    expect(spent[0]?.inputTokens).toBeGreaterThan(0);
  });

  test('says when nobody is there', async () => {
    const vacant = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => vacant.once('listening', resolve));
    const url = `http://127.0.0.1:${(vacant.address() as AddressInfo).port}`;
    await new Promise((resolve) => vacant.close(resolve));
    const { exchanges, spent, ask } = await aSide({ groqBaseUrl: url, ollamaHost: url });
    const result = await ask(provider);
    expect(result).toMatchObject({ ok: false, models: [], sentence: { key: 'model.unreachable' } });
    expect(result.text).toContain(url);
    expect([exchanges, spent]).toEqual([[], []]);
  });

  test('says when the model is not there, and asks nothing', async () => {
    const { server, ask } = await aSide({}, { models: ['another'] });
    const result = await ask(provider);
    expect(result).toMatchObject({ ok: false, models: ['another'] });
    expect(result.text).toContain(
      provider === 'ollama' ? 'ollama pull llama3.2' : 'does not offer llama-3.1-8b-instant',
    );
    expect(server.questions()).toEqual([]);
  });

  test('asks a server that lists nothing all the same', async () => {
    const { server, ask } = await aSide({}, { models: [] });
    server.usually(says('{"ok":true}'));
    expect(await ask(provider)).toMatchObject({ ok: true, models: [] });
  });

  test('gives up after its time, and says what may help', async () => {
    const { server, exchanges, ask } = await aSide({}, { limitMs: 400 });
    server.usually({ kind: 'hang' });
    const result = await ask(provider);
    expect(result).toMatchObject({ ok: false, sentence: { key: 'model.timeout', values: { seconds: 0.4 } } });
    expect(exchanges).toMatchObject([{ status: null, response: null }]);
  });

  test('says what a broken server does', async () => {
    const { server, spent, ask } = await aSide();
    server.script({ kind: 'status', status: 500 }, { kind: 'html' });
    expect(await ask(provider)).toMatchObject({ ok: false, sentence: { key: 'model.failed' } });
    expect(spent).toEqual([]);
    expect((await ask(provider)).text).toContain('not its protocol');
    expect(spent).toHaveLength(1);
  });
});

test('without a key nothing is sent', async () => {
  const { server, ask } = await aSide({ groqKey: null });
  expect(await ask('groq')).toMatchObject({ ok: false, sentence: { key: 'model.no-key' } });
  expect(server.requests).toEqual([]);
});

test('a key that is refused is said, and is in nothing that is kept or said', async () => {
  const { server, exchanges, ask } = await aSide();
  server.script({ kind: 'status', status: 401, body: `{"error":{"message":"bad key ${testKey}"}}` });
  const result = await ask('groq');
  expect(result).toMatchObject({ ok: false, sentence: { key: 'model.key-refused', values: { status: 401 } } });
  expect(JSON.stringify([result, exchanges])).not.toContain(testKey);
});

test('a rate limit proves the key', async () => {
  const { server, ask } = await aSide();
  server.script({ kind: 'rate-limited', retryAfter: '2' });
  expect((await ask('groq')).text).toContain('accepts the key');
});

test.each([{ tokensPerDay: 10 }, { usdPerMonth: 0 }])('a budget of %j is respected', async (budget) => {
  const { server, spent, ask } = await aSide(budget);
  expect(await ask('groq')).toMatchObject({ ok: false, sentence: { key: 'model.over-budget' } });
  expect([server.questions(), spent]).toEqual([[], []]);
});

test('the key does not leave this machine unencrypted', async () => {
  const { ask } = await aSide({ groqBaseUrl: 'http://192.0.2.1' });
  expect((await ask('groq')).text).toContain('it is not https');
});
