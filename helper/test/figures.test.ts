/** What the release build costs, printed. Only what does not depend on the machine's speed is asserted. */
import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteClient } from './remote-client.fixture.ts';
import { Stage, binaries, procNumber } from './stage.fixture.ts';
import { until } from './target.fixture.ts';

let stage: Stage;
let client: RemoteClient;
beforeAll(async () => {
  stage = await Stage.set({ build: 'release' });
  client = await stage.client();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** CPU time that the helper has used, in milliseconds. */
function cpuMs(): number {
  const text = readFileSync(`/proc/${stage.helperPid}/schedstat`, 'latin1');
  return Number(text.split(' ')[0]) / 1e6;
}

test('the binary is below 100 kB', () => {
  const { size } = statSync(binaries.release);
  console.log(`brainkernel-helper: ${size} bytes`);
  expect(size).toBeLessThan(100_000);
});

test('at rest, less than 3 MB are resident, also while it holds a change; then it serves as before', async () => {
  await using brief = await Stage.set({ build: 'release', idleSeconds: 12 });
  const [somebody, target] = [await brief.client(), await brief.target('burner', 10)];
  const figures = (): readonly number[] =>
    ['Rss', 'Pss', 'Private_Dirty'].map((key) => procNumber(brief.helperPid, 'smaps_rollup', key));
  await somebody.call('SetNice', 'uti', [...target.key, 5]);
  const [busy] = figures();
  // a lull is a sixth of the idle time
  await until(() => (figures()[0] ?? Infinity) * 1024 < 3_000_000);
  const [resident, proportional, own] = figures();
  console.log(
    `at rest: ${resident} kB resident (${busy} kB before), ${proportional} kB with its share of libraries, ${own} kB of its own`,
  );
  const { values } = await somebody.call('Restore', 'utas', [...target.key, []]);
  expect(values?.[0]).toHaveLength(10);
});

test('a verb reads one file for each thread, and no more', async () => {
  // proc_pid_io(5): messages of the bus are received, not read
  const readsOf = async (threads: number): Promise<number> => {
    await using target = await stage.target('browser', threads);
    const before = procNumber(stage.helperPid, 'io', 'syscr');
    expect((await client.call('SetNice', 'uti', [...target.key, 5])).error).toBeUndefined();
    const reads = procNumber(stage.helperPid, 'io', 'syscr') - before;
    await client.call('RestoreAll');
    return reads;
  };
  // the first one has to load something
  await readsOf(1);
  const [one, fifty] = [await readsOf(1), await readsOf(50)];
  console.log(`files read by a verb: ${one} for one thread, ${fifty} for fifty`);
  expect(fifty - one).toBe(49);
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

test('a verb costs the same whatever else is on record', async () => {
  await using target = await stage.target('browser', 50);
  /** The least of several, which other programs disturb least. */
  const cost = async (): Promise<number> => {
    const spent: number[] = [];
    for (let round = 0; round < 20; round++) {
      const before = cpuMs();
      await client.call('SetNice', 'uti', [...target.key, 5]);
      spent.push(cpuMs() - before);
      await client.call('Restore', 'utas', [...target.key, []]);
    }
    return Math.min(...spent);
  };
  const alone = await cost();
  for (let more = 0; more < 2; more++) {
    const [somebody, other] = [await stage.client(), await stage.target('many', 4_000)];
    expect((await somebody.call('SetNice', 'uti', [...other.key, 5])).values?.[0]).toHaveLength(4_000);
    expect((await somebody.call('SetIoPriority', 'utsu', [...other.key, 'idle', 0])).error).toBeUndefined();
  }
  const crowded = await cost();
  console.log(`CPU ms of SetNice on 50 threads: ${alone.toFixed(2)} alone, ${crowded.toFixed(2)} beside 16,000 rows`);
  expect(crowded).toBeLessThan(alone * 1.6);
});
