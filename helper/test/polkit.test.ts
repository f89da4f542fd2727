import { afterAll, beforeAll, expect, test } from 'vitest';
import { RemoteClient, polkit } from './remote-client.fixture.ts';
import { NOBODY, Stage } from './stage.fixture.ts';
import { startTimeOf, stateOf, until, valuesOf } from './target.fixture.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
});
afterAll(() => stage[Symbol.asyncDispose]());

const error = (name: string): string => `org.brainkernel.Helper1.Error.${name}`;
const interactive = { interactive: true };

/** Somebody else, who is not root either. */
const OTHER = 65_533;

test('yes: an own process, and another user’s where a rule grants it', async () => {
  const client = await stage.client();
  await using own = await stage.target();
  await using granted = await stage.target('grant', 1, OTHER);
  expect((await client.call('SetNice', 'uti', [...own.key, 10])).error).toBeUndefined();
  expect((await client.call('SetNice', 'uti', [...granted.key, 10])).error).toBeUndefined();
  expect(valuesOf(granted.pid)[granted.pid]).toMatch(/^nice 10,/);
});

test('no: what the policy does not give to somebody without a seat', async () => {
  const client = await stage.client();
  await using root = await stage.target('burner', 1, 0);
  await using other = await stage.target('burner', 1, OTHER);
  await using denied = await stage.target('deny');
  for (const target of [root, other, denied]) {
    expect((await client.call('SetNice', 'uti', [...target.key, 10])).error).toBe(error('NotAuthorized'));
    expect((await client.call('Freeze', 'ut', [...target.key], interactive)).error).toBe(error('NotAuthorized'));
    expect((await client.call('Signal', 'uts', [...target.key, 'KILL'])).error).toBe(error('NotAuthorized'));
    expect([stateOf(target.pid), valuesOf(target.pid)[target.pid]]).toEqual(['S', expect.stringMatching(/^nice 0,/)]);
  }
});

test('challenge: it says that a person is needed, and without an agent the same with a prompt allowed', async () => {
  const client = await stage.client();
  await using target = await stage.target('ask', 1, 0);
  expect((await client.call('SetNice', 'uti', [...target.key, 10])).error).toBe(error('ChallengeNeeded'));
  expect((await client.call('SetNice', 'uti', [...target.key, 10], interactive)).error).toBe(error('ChallengeNeeded'));
  expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 0,/);
});

async function clientWithAgent(): Promise<readonly [RemoteClient, RemoteClient]> {
  const [client, agent] = [await stage.client(), await stage.client()];
  await agent.beAgentFor(client.pid, startTimeOf(client.pid));
  return [client, agent];
}

test('a prompt that is answered: the act follows, and others are served meanwhile', async () => {
  const [client, agent] = await clientWithAgent();
  const bystander = await stage.client();
  await using target = await stage.target('ask-me', 3, 0);
  await using own = await stage.target();

  const waiting = client.call('Signal', 'uts', [...target.key, 'TERM'], interactive);
  const { cookie, text } = await agent.agentEvent();
  expect(text).toBe(`Authentication is required to end a program that is not yours: ask-me (process ${target.pid})`);
  expect((await bystander.call('SetNice', 'uti', [...own.key, 10])).error).toBeUndefined();
  // one dialog at a time for a user; what needs none is answered
  expect((await client.call('SetNice', 'uti', [...target.key, 1], interactive)).error).toBe(error('ChallengeNeeded'));
  expect((await client.call('SetNice', 'uti', [...own.key, 12], interactive)).error).toBe(error('Busy'));
  await bystander.call('RestoreAll');
  expect((await client.call('SetNice', 'uti', [...own.key, 12], interactive)).error).toBeUndefined();
  expect(target.running).toBe(true);

  // what pam and the set-uid program of polkit do after a right password
  await using root = await RemoteClient.start(stage.address, 0);
  const identity = ['unix-user', [['uid', ['u', 0]]]];
  await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [NOBODY, cookie, identity], polkit);
  agent.answer(cookie);
  expect((await waiting).error).toBeUndefined();
  expect(await target.ended()).toBe('SIGTERM');
});

test('a prompt that is dismissed is told apart from one that nobody could show', async () => {
  const [client, agent] = await clientWithAgent();
  await using target = await stage.target('ask', 1, 0);
  const waiting = client.call('SetNice', 'uti', [...target.key, 10], interactive);
  const { cookie } = await agent.agentEvent();
  agent.answer(cookie, 'org.freedesktop.PolicyKit1.Error.Cancelled');
  expect((await waiting).error).toBe(error('Dismissed'));
  expect((await client.call('SetNice', 'uti', [...target.key, 10])).error).toBe(error('ChallengeNeeded'));
});

test('a client that leaves during its prompt: the dialog closes and nothing is done', async () => {
  const [client, agent] = await clientWithAgent();
  await using target = await stage.target('ask', 1, 0);
  void client.call('SetNice', 'uti', [...target.key, 10], interactive);
  const { cookie } = await agent.agentEvent();
  await client.kill();
  expect(await agent.agentEvent()).toMatchObject({ agent: 'CancelAuthentication', cookie });
  const next = await stage.client();
  expect((await next.call('Version')).error).toBeUndefined();
  expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 0,/);
});

test('a target that ends during the prompt is not looked for under its number', async () => {
  const [client, agent] = await clientWithAgent();
  const target = await stage.target('ask', 1, 0);
  const waiting = client.call('Freeze', 'ut', [...target.key], interactive);
  const { cookie } = await agent.agentEvent();
  await target[Symbol.asyncDispose]();
  await using root = await RemoteClient.start(stage.address, 0);
  const identity = ['unix-user', [['uid', ['u', 0]]]];
  await root.call('AuthenticationAgentResponse2', 'us(sa{sv})', [NOBODY, cookie, identity], polkit);
  agent.answer(cookie);
  expect((await waiting).error).toBe(error('NoSuchProcess'));
});

test('root is not asked', async () => {
  const root = await stage.client(0);
  await using target = await stage.target('deny', 1, 0);
  expect((await root.call('SetNice', 'uti', [...target.key, 10])).error).toBeUndefined();
  await until(() => stage.log.some((line) => line.startsWith(`SetNice: deny (process ${target.pid}) for uid 0`)));
});

test('every act and every refusal has its line in the log, with the name that a program gave itself made harmless', async () => {
  const client = await stage.client();
  await using target = await stage.target('deny\u001b[31m<b>', 1);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await until(() =>
    stage.log.includes(
      `SetNice: deny??31m?b? (process ${target.pid}) for uid ${NOBODY} (${client.name}): ${error('NotAuthorized')}`,
    ),
  );
  expect(stage.log.join('\n')).not.toContain('\u001b');
});
