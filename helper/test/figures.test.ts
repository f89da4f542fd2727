/** What the release build costs, printed. Only what does not depend on the machine's speed is asserted. */
import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteClient } from './remote-client.fixture.ts';
import { Stage, binaries, procNumber } from './stage.fixture.ts';

let stage: Stage;
let client: RemoteClient;
beforeAll(async () => {
  stage = await Stage.set({ build: 'release' });
  client = await stage.client();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** CPU time that the helper has used, in milliseconds: clock ticks of 10 ms. */
function cpuMs(): number {
  const text = readFileSync(`/proc/${stage.helperPid}/schedstat`, 'latin1');
  return Number(text.split(' ')[0]) / 1e6;
}

test('the binary is below 100 kB', () => {
  const { size } = statSync(binaries.release);
  console.log(`brainkernel-helper: ${size} bytes`);
  expect(size).toBeLessThan(100_000);
});

test('idle, it has less than 3 MB of its own', async () => {
  expect((await client.call('Version')).error).toBeUndefined();
  const [own, proportional, resident] = ['Private_Dirty', 'Pss', 'Rss'].map((key) =>
    procNumber(stage.helperPid, 'smaps_rollup', key),
  );
  console.log(`idle: ${own} kB of its own, ${proportional} kB with its share of libraries, ${resident} kB resident`);
  expect(own).toBeLessThan(3_000);
});

test('what each verb costs in CPU time', async () => {
  await using target = await stage.target('burner');
  await using browser = await stage.target('browser', 50);
  const verbs: readonly (readonly [verb: string, types: string, args: readonly unknown[]])[] = [
    ['Version', '', []],
    ['Status', '', []],
    ['SetNice', 'uti', [5]],
    ['SetIoPriority', 'utsu', ['idle', 0]],
    ['SetSchedPolicy', 'uts', ['idle']],
    ['SetAffinity', 'utau', [[0]]],
    ['SetOomScoreAdj', 'uti', [500]],
    ['Freeze', 'ut', []],
    ['Thaw', 'ut', []],
  ];
  const ROUNDS = 20;
  for (const [of, threads] of [
    [target, 1],
    [browser, 50],
  ] as const) {
    const spent = new Map<string, number>();
    const timed = async (verb: string, types: string, args: readonly unknown[]): Promise<void> => {
      const before = cpuMs();
      const { error } = await client.call(verb, types, types.startsWith('ut') ? [...of.key, ...args] : args);
      expect(error).toBeUndefined();
      spent.set(verb, (spent.get(verb) ?? 0) + cpuMs() - before);
    };
    for (let round = 0; round < ROUNDS; round++) {
      for (const [verb, types, args] of verbs) await timed(verb, types, args);
      await timed('Restore', 'utas', [[]]);
    }
    const each = [...spent].map(([verb, ms]) => `${verb} ${(ms / ROUNDS).toFixed(2)}`);
    console.log(`CPU ms a call, ${threads} thread(s): ${each.join(', ')}`);
  }
});

test('a process of thousands of threads costs no search among its rows', async () => {
  const cost: number[] = [];
  for (const threads of [500, 2_000]) {
    await using target = await stage.target('many', threads);
    const before = cpuMs();
    const { values } = await client.call('SetNice', 'uti', [...target.key, 5]);
    expect(values?.[0]).toHaveLength(threads);
    cost.push((cpuMs() - before) / threads);
    expect((await client.call('Restore', 'utas', [...target.key, []])).error).toBeUndefined();
  }
  console.log(`CPU ms a thread: ${cost.map((ms) => ms.toFixed(3)).join(' of 500, ')} of 2,000`);
});
