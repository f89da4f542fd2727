import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome, RemoteClient } from './remote-client.fixture.ts';
import { Stage } from './stage.fixture.ts';
import { stateOf, tidsOf, until, valuesOf } from './target.fixture.ts';

let stage: Stage;
let client: RemoteClient;
beforeAll(async () => {
  stage = await Stage.set();
  client = await stage.client();
});
afterAll(() => stage[Symbol.asyncDispose]());

const beforeOf = ({ values }: Outcome): readonly (readonly [number, bigint, string])[] =>
  values?.[0] as readonly (readonly [number, bigint, string])[];
const outcomesOf = ({ values }: Outcome): readonly (readonly unknown[])[] =>
  values?.[0] as readonly (readonly unknown[])[];
const textsOf = (values: Readonly<Record<string, string>>, pattern: RegExp): readonly string[] =>
  Object.values(values).flatMap((text) => pattern.exec(text)?.[1] ?? []);

/** Threads of root's that are left alone: five real-time ones, and those that chose what the verb would overrule. */
const cases = [
  { verb: 'SetNice', types: 'uti', args: [12], lever: 'nice', shows: /(nice 12,.*)/, spared: 10 },
  { verb: 'SetSchedPolicy', types: 'uts', args: ['idle'], lever: 'schedPolicy', shows: /(SCHED_IDLE)/, spared: 5 },
  { verb: 'SetIoPriority', types: 'utsu', args: ['idle', 0], lever: 'ioPriority', shows: /(io idle)/, spared: 5 },
  { verb: 'SetAffinity', types: 'utau', args: [[1]], lever: 'affinity', shows: /(cpus 1)$/, spared: 5 },
] as const;

test.each(cases)('$verb reaches every ordinary thread of fifty, and Restore gives back each its own', async (one) => {
  for (const uid of [65_534, 0]) {
    await using target = await stage.target('grant', 50, uid);
    const before = valuesOf(target.pid);
    const said = beforeOf(await client.call(one.verb, one.types, [...target.key, ...one.args]));
    const treated = textsOf(valuesOf(target.pid), one.shows).length;
    // only root's may be real-time or below nice 0
    expect(treated).toBe(uid === 0 ? 50 - one.spared : 50);
    expect(said).toHaveLength(treated);

    const outcomes = outcomesOf(await client.call('Restore', 'utas', [...target.key, []]));
    expect(outcomes).toHaveLength(treated);
    expect(new Set(outcomes.map(([, , , , lever, outcome]) => `${String(lever)} ${String(outcome)}`))).toEqual(
      new Set([`${one.lever} restored`]),
    );
    expect(valuesOf(target.pid)).toEqual(before);
  }
});

test('the reply says what each thread had before, in the words of the app', async () => {
  await using target = await stage.target('burner', 10);
  const nices = beforeOf(await client.call('SetNice', 'uti', [...target.key, 9]));
  expect(nices.map(([, , text]) => text).sort()).toEqual(['0', '0', '0', '0', '0', '0', '0', '0', '0', '3']);
  expect(nices.find(([tid]) => tid === target.pid)?.[1]).toBe(target.key[1]);
  const io = beforeOf(await client.call('SetIoPriority', 'utsu', [...target.key, 'best-effort', 7]));
  expect(new Set(io.map(([, , text]) => text))).toEqual(new Set(['none', 'best-effort/6']));
  const policies = beforeOf(await client.call('SetSchedPolicy', 'uts', [...target.key, 'idle']));
  expect(new Set(policies.map(([, , text]) => text))).toEqual(new Set(['other', 'batch']));
  const [changes] = (await client.call('Status')).values as readonly [readonly (readonly unknown[])[]];
  expect(changes).toHaveLength(30);
  expect(changes).toContainEqual([...target.key, ...target.key, 'nice', '0', '9']);
  await client.call('RestoreAll');
  expect((await client.call('Status')).values).toEqual([[], []]);
});

test('oom_score_adj is raised and taken back to where it was', async () => {
  await using target = await stage.target();
  expect(beforeOf(await client.call('SetOomScoreAdj', 'uti', [...target.key, 700]))).toEqual([[...target.key, '0']]);
  expect(valuesOf(target.pid)['oom']).toBe('700');
  await client.call('Restore', 'utas', [...target.key, ['oomScore']]);
  expect(valuesOf(target.pid)['oom']).toBe('0');
});

test('Freeze stops it, Thaw lets it go on, and what was stopped before stays stopped', async () => {
  await using target = await stage.target('burner', 4);
  await client.call('Freeze', 'ut', [...target.key]);
  await until(() => stateOf(target.pid) === 'T');
  await client.call('Thaw', 'ut', [...target.key]);
  await until(() => stateOf(target.pid) === 'S');

  process.kill(target.pid, 'SIGSTOP');
  await until(() => stateOf(target.pid) === 'T');
  expect(beforeOf(await client.call('Freeze', 'ut', [...target.key]))).toEqual([]);
  expect((await client.call('Thaw', 'ut', [...target.key])).error).toBe('org.brainkernel.Helper1.Error.NotHeld');
  expect(stateOf(target.pid)).toBe('T');
});

test.each(['TERM', 'KILL'])('Signal %s ends it', async (signal) => {
  await using target = await stage.target();
  expect((await client.call('Signal', 'uts', [...target.key, signal])).error).toBeUndefined();
  expect(await target.ended()).toBe(`SIG${signal}`);
});

test('Restore takes the levers that it is told and leaves the others', async () => {
  await using target = await stage.target('burner', 3);
  await client.call('SetNice', 'uti', [...target.key, 15]);
  await client.call('SetOomScoreAdj', 'uti', [...target.key, 300]);
  await client.call('Restore', 'utas', [...target.key, ['nice']]);
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['0', '3', '0']);
  expect(valuesOf(target.pid)['oom']).toBe('300');
});

test('a value that somebody changed meanwhile is left and reported', async () => {
  await using target = await stage.target('burner', 3);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  execFileSync('renice', ['-n', '14', '-p', String(target.pid)]);
  const outcomes = outcomesOf(await client.call('Restore', 'utas', [...target.key, []]));
  expect(outcomes.filter(([, , , , , outcome]) => outcome === 'drifted')).toEqual([
    [...target.key, ...target.key, 'nice', 'drifted', '14'],
  ]);
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['14', '3', '0']);
});

test('what a thread chose for itself is left: a negative nice, a nicer one, a narrower set of CPUs', async () => {
  await using target = await stage.target('grant', 1, 0);
  const [pid] = target.key;
  execFileSync('renice', ['-n', '-3', '-p', String(pid)]);
  execFileSync('taskset', ['-cp', '0', String(pid)]);
  expect(beforeOf(await client.call('SetNice', 'uti', [...target.key, 10]))).toEqual([]);
  expect(beforeOf(await client.call('SetAffinity', 'utau', [...target.key, [1]]))).toEqual([]);
  expect(valuesOf(pid)[pid]).toMatch(/^nice -3, SCHED_OTHER, .* cpus 0$/);
});

test('threads and children that inherited a value get what their elder had', async () => {
  await using target = await stage.target('burner', 2);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await client.call('SetOomScoreAdj', 'uti', [...target.key, 400]);
  await target.order('thread');
  const child = await target.order('child');
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['10', '10', '10']);
  expect(valuesOf(child)[child]).toMatch(/^nice 10,/);
  expect(valuesOf(child)['oom']).toBe('400');
  await client.call('RestoreAll');
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['0', '3', '0']);
  expect(valuesOf(child)[child]).toMatch(/^nice 0,/);
  expect(valuesOf(child)['oom']).toBe('0');
});

test('a second value replaces the first, and the very first comes back, newcomers included', async () => {
  await using target = await stage.target('burner', 2);
  await client.call('SetNice', 'uti', [...target.key, 10]);
  await target.order('thread');
  await client.call('SetNice', 'uti', [...target.key, 5]);
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['5', '5', '5']);
  await client.call('Restore', 'utas', [...target.key, []]);
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/)).toEqual(['0', '3', '0']);
});

test('a process that keeps starting threads is treated whole', async () => {
  await using target = await stage.target('burner', 20);
  const growing = (async () => {
    for (let more = 0; more < 40; more++) await target.order('thread');
  })();
  await client.call('SetNice', 'uti', [...target.key, 11]);
  await growing;
  expect(new Set(textsOf(valuesOf(target.pid), /nice (\d+)/))).toEqual(new Set(['11']));
  await client.call('RestoreAll');
  expect(tidsOf(target.pid)).toHaveLength(60);
  expect(textsOf(valuesOf(target.pid), /nice (\d+)/).filter((nice) => nice !== '0' && nice !== '3')).toEqual([]);
});

test('two clients do not change the same thing: the second is told that it is taken', async () => {
  await using target = await stage.target();
  const other = await stage.client();
  await client.call('SetNice', 'uti', [...target.key, 10]);
  expect((await other.call('SetNice', 'uti', [...target.key, 12])).error).toBe('org.brainkernel.Helper1.Error.Busy');
  expect((await other.call('SetOomScoreAdj', 'uti', [...target.key, 12])).error).toBeUndefined();
  expect((await other.call('Restore', 'utas', [...target.key, ['nice']])).error).toBe(
    'org.brainkernel.Helper1.Error.NotHeld',
  );
  await client.call('RestoreAll');
  expect((await other.call('SetNice', 'uti', [...target.key, 12])).error).toBeUndefined();
});
