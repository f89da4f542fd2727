import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stage } from './stage.fixture.ts';
import { stateOf, until, valuesOf } from './target.fixture.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.set();
});
afterAll(() => stage[Symbol.asyncDispose]());

const error = (name: string): string => `org.brainkernel.Helper1.Error.${name}`;

test('a client that is killed has everything given back: every lever, every thread, what inherited, what is frozen', async () => {
  const client = await stage.client();
  const bystander = await stage.client();
  await using target = await stage.target('grant', 50, 0);
  await using frozen = await stage.target();
  await using kept = await stage.target();
  const before = valuesOf(target.pid);

  await client.call('SetNice', 'uti', [...target.key, 10]);
  await client.call('SetSchedPolicy', 'uts', [...target.key, 'batch']);
  await client.call('SetIoPriority', 'utsu', [...target.key, 'idle', 0]);
  await client.call('SetAffinity', 'utau', [...target.key, [0]]);
  await client.call('SetOomScoreAdj', 'uti', [...target.key, 500]);
  await client.call('Freeze', 'ut', [...frozen.key]);
  await until(() => stateOf(frozen.pid) === 'T');
  const child = await target.order('child');
  await bystander.call('SetNice', 'uti', [...kept.key, 10]);

  await client.kill();
  await until(() => stateOf(frozen.pid) === 'S' && JSON.stringify(valuesOf(target.pid)) === JSON.stringify(before));
  expect(valuesOf(child)[child]).toBe(before[target.pid]);
  expect(valuesOf(kept.pid)[kept.pid]).toMatch(/^nice 10,/);
});

test('told to stop, the helper gives everything back first', async () => {
  const client = await stage.client();
  await using target = await stage.target('burner', 5);
  const before = valuesOf(target.pid);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  stage.signalHelper('SIGTERM');
  expect(await stage.helperEnd()).toBe(0);
  expect(valuesOf(target.pid)).toEqual(before);
  await stage.startHelper();
});

test('when the bus dies the helper gives everything back and leaves', async () => {
  await using lonely = await Stage.set();
  const client = await lonely.client();
  const target = await lonely.target('burner', 5);
  const before = valuesOf(target.pid);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await lonely.endBus();
  await lonely.helperEnd();
  expect(valuesOf(target.pid)).toEqual(before);
});

test('killed, it finds at its next start what it had changed, and gives it back', async () => {
  const client = await stage.client();
  await using target = await stage.target('burner', 5);
  await using frozen = await stage.target();
  const before = valuesOf(target.pid);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await client.call('SetAffinity', 'utau', [...target.key, [0]]);
  await client.call('Freeze', 'ut', [...frozen.key]);
  await until(() => stateOf(frozen.pid) === 'T');
  stage.signalHelper('SIGKILL');
  await stage.helperEnd();
  expect(valuesOf(target.pid)).not.toEqual(before);

  await stage.startHelper();
  expect(valuesOf(target.pid)).toEqual(before);
  await until(() => stateOf(frozen.pid) === 'S');
  expect((await client.call('Status')).values).toEqual([[], []]);
  expect((await client.call('SetNice', 'uti', [...target.key, 10])).error).toBeUndefined();
});

test('a target that ends while it is treated is forgotten', async () => {
  const client = await stage.client();
  const target = await stage.target('burner', 3);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await target[Symbol.asyncDispose]();
  const { values } = await client.call('Restore', 'utas', [...target.key, []]);
  expect((values?.[0] as readonly unknown[][]).map(([, , , , , outcome]) => outcome)).toEqual(['gone', 'gone', 'gone']);
  expect((await client.call('Restore', 'utas', [...target.key, []])).error).toBe(error('NotHeld'));
});

test('with nothing to do it leaves, and with changes of a client it stays', async () => {
  await using short = await Stage.set({ idleSeconds: 1 });
  const client = await short.client();
  const target = await short.target();
  await client.call('SetNice', 'uti', [...target.key, 10]);
  // its clock strikes every half of the idle time: three rounds of it pass
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(valuesOf(target.pid)[target.pid]).toMatch(/^nice 10,/);
  await client.call('RestoreAll');
  expect(await short.helperEnd()).toBe(0);
  await short.startHelper();
  expect((await client.call('SetNice', 'uti', [...target.key, 10])).error).toBeUndefined();
});
