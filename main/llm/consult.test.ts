import { afterEach, expect, it } from 'vitest';
import { questions, startModelSide, testKey } from '../../e2e/support/model-side.ts';
import type { ModelSide, ModelSideOptions } from '../../e2e/support/model-side.ts';
import type { CompletionRequest } from './provider.ts';

let side: ModelSide;
const start = async (options?: ModelSideOptions): Promise<ModelSide> => {
  side = await startModelSide(options);
  return side;
};
afterEach(() => side.close());

const request = (user = 'data', change: Partial<CompletionRequest> = {}): CompletionRequest => ({
  system: 'Propose.',
  user,
  schema: { type: 'object' },
  maxOutputTokens: 100,
  ...change,
});

it.each(['groq', 'ollama'] as const)(
  'a consultation with %s is answered, kept byte for byte and paid for',
  async (provider) => {
    const { advisor, server, exchanges, spent } = await start({ settings: { provider } });
    server.script({ kind: 'says', text: '{"policies":[]}' });
    const answer = await advisor.consult(request());
    expect(answer).toMatchObject({ kind: 'answered', text: '{"policies":[]}' });
    expect(exchanges).toHaveLength(1);
    expect(answer).toMatchObject({ exchangeId: exchanges[0]?.id, cost: spent[0]?.cost });
    expect(exchanges[0]?.request).toBe(server.questions()[0]?.body);
    expect(server.questions()[0]?.body).toContain('Propose.');
  },
);

it('waits for what is being asked, and what is asked waits for it: one call at a time', async () => {
  const { advisor, server, answered } = await start();
  const three = Promise.all([1, 2, 3].map((i) => advisor.consult(request(`question ${i}`))));
  advisor.ask(questions(5));
  const answers = await three;
  await answered(5);
  expect(answers.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
  const order = server.questions().map(({ body }) => /question (\d)/.exec(body)?.[1] ?? 'programs');
  expect(order.filter((one) => one !== 'programs')).toEqual(['1', '2', '3']);
  expect(order).toHaveLength(4);
});

it('asks nobody beyond the budget, and says until when; smaller questions go on', async () => {
  const { advisor, server, answered } = await start({ settings: { tokensPerDay: 3000 } });
  const answer = await advisor.consult(request('data', { maxOutputTokens: 5000 }));
  expect(answer).toMatchObject({ kind: 'nobody', reason: expect.stringContaining('budget') as string });
  expect(answer).toHaveProperty('retryAt', expect.any(Number));
  expect(server.questions()).toHaveLength(0);
  advisor.ask(questions(1));
  await answered(1);
});

it.each([
  ['a known shape of secret', `token ghp_${'a1B2'.repeat(9)}`],
  ['our own key', `the key is ${testKey}`],
])('sends nothing that still holds %s, and holds it against nobody', async (_, text) => {
  const { advisor, server, exchanges, answered } = await start();
  const answer = await advisor.consult(request(text));
  expect(answer).toMatchObject({ kind: 'nobody', reason: expect.stringContaining('Nothing was sent') as string });
  expect(exchanges).toEqual([]);
  expect(JSON.stringify(answer)).not.toContain(testKey);
  advisor.ask(questions(1));
  await answered(1);
  expect(server.questions()).toHaveLength(1);
});

it('tells that there is nobody to ask', async () => {
  const { advisor } = await start({ settings: { provider: 'none' } });
  expect(await advisor.consult(request())).toMatchObject({
    kind: 'nobody',
    reason: 'No model is asked: it is switched off in the settings.',
  });
});

it('resolves when the provider fails, and gives it the pause that any failure gives', async () => {
  const { advisor, server } = await start({ timing: { backoff: 60_000 } });
  server.script({ kind: 'status', status: 503 });
  expect(await advisor.consult(request())).toMatchObject({
    kind: 'nobody',
    reason: expect.stringContaining('503') as string,
  });
  expect(await advisor.consult(request())).toMatchObject({ kind: 'nobody' });
  expect(server.questions()).toHaveLength(1);
});

it('is called off when the settings change, and after the end', async () => {
  const { advisor, server } = await start();
  server.script({ kind: 'hang' });
  const hanging = advisor.consult(request());
  await server.asked(1);
  advisor.refresh();
  expect(await hanging).toMatchObject({ kind: 'nobody' });
  await advisor.dispose();
  expect(await advisor.consult(request())).toMatchObject({ kind: 'nobody' });
  expect(server.questions()).toHaveLength(1);
});
