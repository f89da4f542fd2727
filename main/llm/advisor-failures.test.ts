import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Behaviour } from '../../e2e/support/model-server.ts';
import { question, questions, startModelSide } from '../../e2e/support/model-side.ts';
import type { ModelSide, ModelSideOptions } from '../../e2e/support/model-side.ts';

let side: ModelSide;
const start = async (options?: ModelSideOptions): Promise<ModelSide> => {
  side = await startModelSide(options);
  return side;
};
afterEach(() => side.close());
// loading an SDK for the first time must not eat the time that a test gives a hanging call
beforeAll(() => Promise.all([import('groq-sdk'), import('ollama')]));

/** An address on which nothing listens: a port that was ours a moment ago. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

const failures: readonly (readonly [string, Behaviour, RegExp])[] = [
  ['a rate limit', { kind: 'rate-limited', retryAfter: '0.05' }, /rate limit is reached/],
  ['an error of the server', { kind: 'status', status: 500 }, /problem of its own \(500\)/],
  ['a hang', { kind: 'hang' }, /did not answer in time/],
  ['a broken connection', { kind: 'close' }, /cannot be reached/],
  ['HTML with status 200', { kind: 'html' }, /not its protocol/],
  ['truncated JSON', { kind: 'truncated' }, /not its protocol/],
  ['an endless answer', { kind: 'huge', bytes: 3 * 2 ** 20 }, /cut off at 1 MB/],
  ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, /cannot be reached/],
  ['a refused key', { kind: 'status', status: 401 }, /does not accept the key/],
  ['an unknown model', { kind: 'status', status: 404 }, /does not have that model/],
  ['a batch too large', { kind: 'status', status: 413 }, /takes fewer programs/],
  ['a refused request', { kind: 'status', status: 400 }, /refused the request \(400\)/],
  [
    'a reply its own server rejects',
    { kind: 'status', status: 400, body: '{"error":{"code":"json_validate_failed"}}' },
    /format \(400\)/,
  ],
];

describe.each(['groq', 'ollama'] as const)('when %s fails with', (provider) => {
  it.each(failures)('%s: the reason is said, nothing is lost, and it is asked again', async (_, behaviour, reason) => {
    const { advisor, server, says, answered, verdicts, exchanges } = await start({
      settings: { provider, timeoutMs: behaviour.kind === 'hang' ? 100 : 5000 },
    });
    server.script(behaviour);
    advisor.ask(questions(3));
    await says(reason);
    expect(verdicts.size).toBe(0);
    expect(advisor.status()).toMatchObject({ provider, queued: 3 });
    expect(['waiting', 'broken']).toContain(advisor.status().state);
    expect(advisor.status().reason).toMatch(reason);
    expect(advisor.status().retryAt).not.toBeNull();
    expect(exchanges[0]?.error).toMatch(reason);
    await answered(3);
    expect(advisor.status()).toMatchObject({ state: 'ready', reason: null, queued: 0 });
  });
});

describe('coming back', () => {
  it('waits as long as the server asked for', async () => {
    const { advisor, server, says, answered } = await start();
    server.script({ kind: 'rate-limited', retryAfter: '0.3' });
    advisor.ask(questions(1));
    await says(/rate limit/);
    const { retryAt } = advisor.status();
    expect(retryAt).toBeGreaterThan(Date.now());
    await answered(1);
    expect(Date.now()).toBeGreaterThanOrEqual(retryAt ?? Number.POSITIVE_INFINITY);
    expect(server.questions()).toHaveLength(2);
  });

  it('takes new programs along when it asks again', async () => {
    const { advisor, server, says, answered } = await start();
    server.script({ kind: 'rate-limited', retryAfter: '0.1' });
    advisor.ask(questions(1));
    await says(/rate limit/);
    advisor.ask([question('newcomer')]);
    await answered(2);
    expect(server.questions().map(({ programs }) => programs.length)).toEqual([1, 2]);
  });

  it('waits for the quota to fill up when too little of it is left', async () => {
    const { advisor, server, says, answered } = await start();
    Object.assign(server.headers, { 'x-ratelimit-remaining-tokens': '12', 'x-ratelimit-reset-tokens': '200ms' });
    advisor.ask(questions(1));
    await answered(1);
    expect(advisor.status().quota).toMatchObject({ limitRequests: 14400, remainingTokens: 12, limitTokens: 60000 });
    advisor.ask([question('second')]);
    await says(/too little of its quota/);
    expect(server.questions()).toHaveLength(1);
    expect(advisor.status().state).toBe('waiting');
    await answered(2);
  });

  it('asks about fewer programs at once when the account takes fewer tokens a minute', async () => {
    const { advisor, server, answered } = await start();
    Object.assign(server.headers, { 'x-ratelimit-limit-tokens': '2500', 'x-ratelimit-remaining-tokens': '2500' });
    advisor.ask(questions(1));
    await answered(1);
    advisor.ask(questions(40));
    await answered(40);
    expect(server.questions().length).toBeGreaterThan(2);
    expect(Math.max(...server.questions().map(({ programs }) => programs.length))).toBeLessThan(40);
  });

  it('leaves an ill server alone after three failures, and goes on once it has recovered', async () => {
    const { advisor, server, says, answered } = await start({ timing: { breakerOpen: 150 } });
    server.usually({ kind: 'status', status: 503 });
    advisor.ask(questions(2));
    await says(/^Model waiting: .*\(503\)/);
    await says(/^Model broken: .*\(503\)/);
    expect(server.questions()).toHaveLength(3);
    server.usually({ kind: 'ok' });
    await answered(2);
    expect(server.questions()).toHaveLength(4);
    expect(advisor.status().state).toBe('ready');
  });
});

describe('a full disk', () => {
  it('costs a pause and a sentence, not the verdicts to come nor the booking of what was spent', async () => {
    const { advisor, says, answered, exchanges, spent } = await start();
    exchanges.push = () => {
      Reflect.deleteProperty(exchanges, 'push');
      throw new Error('database or disk is full');
    };
    advisor.ask(questions(2));
    await says(/^Model broken: .*disk is full/);
    expect(spent).toHaveLength(1);
    await answered(2);
    expect(advisor.status().state).toBe('ready');
  });
});

describe('the order of providers', () => {
  it('prefers an Ollama that answers', async () => {
    const { advisor, server, answered } = await start({ settings: { provider: 'auto' } });
    advisor.ask(questions(2));
    await answered(2);
    expect(server.questions().map(({ path }) => path)).toEqual(['/api/chat']);
    expect(advisor.status().provider).toBe('ollama');
  });

  it('goes to Groq when no Ollama is there, and says so', async () => {
    const ollamaHost = await deadAddress();
    const { advisor, server, answered } = await start({ settings: { provider: 'auto', ollamaHost } });
    advisor.ask(questions(2));
    await answered(2);
    expect(server.questions().map(({ path }) => path)).toEqual(['/openai/v1/chat/completions']);
    expect(advisor.status()).toMatchObject({ provider: 'groq', state: 'ready' });
    expect(advisor.status().reason).toContain(`Ollama does not answer at ${ollamaHost}`);
  });

  it('goes to Groq in the same breath when Ollama breaks down', async () => {
    const { advisor, server, answered } = await start({ settings: { provider: 'auto' } });
    server.script({ kind: 'status', status: 500 });
    advisor.ask(questions(2));
    await answered(2);
    expect(server.questions().map(({ path }) => path)).toEqual(['/api/chat', '/openai/v1/chat/completions']);
    expect(advisor.status().reason).toMatch(/Ollama has a problem of its own/);
  });

  it('goes to Groq when Ollama lacks the model, and says how to get it', async () => {
    const { advisor, answered } = await start({ settings: { provider: 'auto', ollamaModel: 'qwen3' } });
    advisor.ask(questions(1));
    await answered(1);
    expect(advisor.status().provider).toBe('groq');
    expect(advisor.status().reason).toContain('ollama pull qwen3');
  });

  it('is off, with the reason and the next look, when there is neither Ollama nor a key', async () => {
    const ollamaHost = await deadAddress();
    const { advisor, says } = await start({ settings: { provider: 'auto', ollamaHost, groqKey: null } });
    advisor.ask(questions(1));
    await says(/No Groq key is set/);
    expect(advisor.status()).toMatchObject({ provider: 'none', state: 'off', queued: 1 });
    expect(advisor.status().retryAt).not.toBeNull();
  });

  it('asks nobody when switched off, and asks at once when switched on', async () => {
    const { advisor, server, settings, says, answered } = await start({ settings: { provider: 'none' } });
    advisor.ask(questions(2));
    await says(/switched off/);
    expect(advisor.status()).toMatchObject({ provider: 'none', state: 'off', retryAt: null, queued: 2 });
    expect(server.requests).toHaveLength(0);
    settings.provider = 'groq';
    advisor.refresh();
    await answered(2);
  });

  it('is off without a key for Groq', async () => {
    const { advisor, says } = await start({ settings: { groqKey: null } });
    await says(/GROQ_API_KEY/);
    expect(advisor.status()).toMatchObject({ provider: 'groq', state: 'off' });
  });

  it('does not send the key to another machine without TLS', async () => {
    const { advisor, says, exchanges } = await start({ settings: { groqBaseUrl: 'http://192.0.2.1' } });
    advisor.ask(questions(1));
    await says(/it is not https/);
    expect(exchanges).toHaveLength(0);
  });
});

describe('the budget', () => {
  it('stops the call, not the rest, when the day has no tokens left', async () => {
    const { advisor, server, says, settings, answered } = await start({ settings: { tokensPerDay: 100 } });
    advisor.ask(questions(1));
    await says(/100 tokens would be exceeded/);
    expect(advisor.status()).toMatchObject({ state: 'over-budget', queued: 1 });
    expect(new Date(advisor.status().retryAt ?? 0).getHours()).toBe(0);
    expect(server.requests).toHaveLength(0);
    settings.tokensPerDay = 100_000;
    advisor.refresh();
    await answered(1);
  });

  it('stops a call that the month has no money for, and lets the model at home answer', async () => {
    const { advisor, server, says, settings, answered } = await start({ settings: { usdPerMonth: 0 } });
    advisor.ask(questions(1));
    await says(/budget of \$0 would be exceeded/);
    expect(new Date(advisor.status().retryAt ?? 0).getDate()).toBe(1);
    expect(server.requests).toHaveLength(0);
    settings.provider = 'auto';
    advisor.refresh();
    await answered(1);
    expect(advisor.status().provider).toBe('ollama');
  });

  it('counts what was spent before', async () => {
    const { advisor, server, says, answered, spent, settings } = await start();
    advisor.ask(questions(5));
    await answered(5);
    const used = spent.reduce((sum, { cost }) => sum + cost.inputTokens + cost.outputTokens, 0);
    settings.tokensPerDay = used + 50;
    advisor.ask([question('one-more')]);
    await says(new RegExp(`\\(${used} used\\)`));
    expect(server.questions()).toHaveLength(1);
  });
});

describe('the end', () => {
  it('comes at once when a call hangs, and nothing is asked after it', async () => {
    const { advisor, server } = await start({ settings: { timeoutMs: 60_000 } });
    server.usually({ kind: 'hang' });
    advisor.ask(questions(1));
    await server.asked(1);
    expect(advisor.status().state).toBe('asking');
    await advisor.dispose();
    advisor.ask([question('late')]);
    expect(server.questions()).toHaveLength(1);
  });

  it('of a hanging call comes with new settings, and its programs are asked about again', async () => {
    const { advisor, server, answered } = await start({ settings: { timeoutMs: 60_000 } });
    server.script({ kind: 'hang' });
    advisor.ask(questions(3));
    await server.asked(1);
    advisor.refresh();
    await answered(3);
    expect(server.questions()).toHaveLength(2);
  });

  it('of one listener does not touch the others', async () => {
    const { advisor, answered } = await start();
    const heard: number[] = [];
    const stop = advisor.onVerdicts(() => heard.push(-1));
    advisor.onVerdicts((verdicts) => heard.push(verdicts.length));
    stop();
    advisor.ask(questions(2));
    await answered(2);
    expect(heard).toEqual([2]);
  });
});
