/** What is on record, through any order of verbs: the table, its index and what the kernel says have to agree. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RemoteClient } from './remote-client.fixture.ts';
import { Stage } from './stage.fixture.ts';
import type { Target } from './target.fixture.ts';
import { valuesOf } from './target.fixture.ts';

let stage: Stage;
let clients: readonly RemoteClient[];
let targets: readonly Target[];
beforeAll(async () => {
  stage = await Stage.set();
  clients = [await stage.client(), await stage.client()];
  targets = await Promise.all([1, 2, 7, 20].map((threads) => stage.target('burner', threads)));
});
afterAll(() => stage[Symbol.asyncDispose]());

const levers = {
  nice: { verb: 'SetNice', types: 'uti', args: [15] },
  ioPriority: { verb: 'SetIoPriority', types: 'utsu', args: ['idle', 0] },
  schedPolicy: { verb: 'SetSchedPolicy', types: 'uts', args: ['idle'] },
  oomScore: { verb: 'SetOomScoreAdj', types: 'uti', args: [300] },
} as const;
type Lever = keyof typeof levers;
const leverNames = Object.keys(levers) as readonly Lever[];

const step = fc.record({
  client: fc.nat({ max: 1 }),
  target: fc.nat({ max: 3 }),
  lever: fc.constantFrom(...leverNames),
  act: fc.constantFrom('set', 'set', 'restore', 'restore the process', 'restore all'),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const key = ({ target, lever }: Pick<Step, 'target' | 'lever'>): string => `${target} ${lever}`;

/** Who holds what, as it should be: one client each lever of each process. */
async function take(held: Map<string, number>, one: Step): Promise<void> {
  const { client, act, lever } = one;
  const [caller, target] = [clients[client], targets[one.target]];
  if (caller === undefined || target === undefined) throw new Error('there is no such client or target');
  const own = (where: (of: string) => boolean): readonly string[] =>
    [...held].filter(([of, by]) => by === client && where(of)).map(([of]) => of);
  if (act === 'set') {
    const { verb, types, args } = levers[lever];
    const { error } = await caller.call(verb, types, [...target.key, ...args]);
    const taken = held.get(key(one)) === 1 - client;
    expect(error === undefined, key(one)).toBe(!taken);
    if (!taken) held.set(key(one), client);
    return;
  }
  const given = own(
    (of) => act === 'restore all' || of === key(one) || (act !== 'restore' && of.startsWith(`${one.target} `)),
  );
  const { error } =
    act === 'restore all'
      ? await caller.call('RestoreAll')
      : await caller.call('Restore', 'utas', [...target.key, act === 'restore' ? [lever] : []]);
  expect(error === undefined).toBe(act === 'restore all' || given.length > 0);
  for (const of of given) held.delete(of);
}

const recorded = async (client: number): Promise<readonly string[]> => {
  const { values } = (await clients[client]?.call('Status')) ?? {};
  const rows = values?.[0] as readonly (readonly [number, bigint, number, bigint, string])[];
  return rows.map(([pid, , tid, , lever]) => `${targets.findIndex((target) => target.pid === pid)} ${lever} ${tid}`);
};

/** Rows that there should be: of each thread, or of the process. Every thread's own choice is milder than what is set. */
const expected = (held: ReadonlyMap<string, number>, client: number): readonly string[] =>
  [...held]
    .filter(([, by]) => by === client)
    .flatMap(([of]) => {
      const [target = '', lever = ''] = of.split(' ');
      const { pid } = targets[Number(target)] ?? { pid: 0 };
      const tids = lever === 'oomScore' ? [pid] : Object.keys(valuesOf(pid)).filter((name) => name !== 'oom');
      return tids.map((tid) => `${of} ${tid}`);
    });

test('through any order of verbs of two clients, what is on record is what was changed, and all of it comes back', async () => {
  const before = targets.map(({ pid }) => valuesOf(pid));
  const steps = fc.array(step, { minLength: 12, maxLength: 12 });
  for (const sequence of fc.sample(steps, { numRuns: 12, seed: 11 })) {
    const held = new Map<string, number>();
    for (const one of sequence) {
      await take(held, one);
      for (const client of [0, 1]) {
        expect((await recorded(client)).toSorted()).toEqual(expected(held, client).toSorted());
      }
    }
    for (const client of clients) await client.call('RestoreAll');
    expect(targets.map(({ pid }) => valuesOf(pid))).toEqual(before);
  }
});
