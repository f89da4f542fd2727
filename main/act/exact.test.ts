import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { mayReturnTo } from './lever-support.ts';
import { planFor, run, Spawned, valuesOf } from './spawned.fixture.ts';

const actorWith = (journal = memoryJournal()) => createActor({ journal, clock: systemClock, env: process.env });

test('a value set by hand replaces what was chosen before, on every thread, and each gets its own back', async () => {
  await using target = await Spawned.start(20);
  const [, second, third, fourth] = target.tids;
  run('renice', '-n', '12', '-p', String(target.pid));
  run('renice', '-n', '19', '-p', String(second));
  run('ionice', '-c', '3', '-p', String(third));
  run('chrt', '--idle', '-p', '0', String(fourth));
  const before = valuesOf(target.pid);
  const actor = actorWith();
  const wish = {
    nice: 5,
    schedPolicy: 'other',
    ioPriority: { class: 'best-effort', level: 2 },
    affinity: [0],
  } as const;
  const plan = { ...planFor([target.key], wish), exact: true };

  expect(await actor.apply(plan)).toMatchObject({ kind: 'applied' });

  expect(new Set(valuesOf(target.pid).values())).toEqual(new Set(['nice 5 policy 0 io best-effort: prio 2 cpus 0']));
  await actor.restore(plan.decisionId);
  expect(valuesOf(target.pid)).toEqual(before);
});

test('a thread started under a value set by hand is given back what its maker had', async () => {
  await using target = await Spawned.start(2);
  run('renice', '-n', '12', '-p', String(target.pid));
  const main = valuesOf(target.pid).get(target.pid);
  const actor = actorWith();
  const plan = { ...planFor([target.key], { nice: 5 }), exact: true };
  await actor.apply(plan);
  await target.order('thread');
  expect([...valuesOf(target.pid).values()].every((values) => values.startsWith('nice 5 '))).toBe(true);

  await actor.restore(plan.decisionId);

  expect(valuesOf(target.pid).get(target.pid)).toBe(main);
  expect([...valuesOf(target.pid).values()].some((values) => values.startsWith('nice 5 '))).toBe(false);
});

test('an IO priority that was promised to somebody is not taken, even by hand', async () => {
  await using target = await Spawned.start(2);
  for (const tid of target.tids) run('ionice', '-c', '1', '-n', '4', '-p', String(tid));
  const before = valuesOf(target.pid);
  const plan = { ...planFor([target.key], { ioPriority: { class: 'idle', level: 7 } }), exact: true };

  expect(await actorWith().apply(plan)).toMatchObject({ kind: 'refused', code: 'not-undoable' });

  expect(valuesOf(target.pid)).toEqual(before);
});

test('what was set by hand before does not stand in for the value that is asked for now', async () => {
  await using target = await Spawned.start(2);
  for (const tid of target.tids) run('ionice', '-c', '1', '-n', '4', '-p', String(tid));
  const before = valuesOf(target.pid);
  const wish = { nice: 5, ioPriority: { class: 'idle', level: 7 } } as const;
  const plan = { ...planFor([target.key], wish), exact: true, asked: 'ioPriority' } as const;

  expect(await actorWith().apply(plan)).toMatchObject({ kind: 'refused', code: 'not-undoable' });

  expect(valuesOf(target.pid)).toEqual(before);
});

test('without privilege a nice value below the limit could not come back', () => {
  const none = { uid: 1000, scheduling: false, signals: false, resources: false };
  expect(mayReturnTo('nice', '0', { privileges: none, niceLimit: 20 })).toBe(true);
  expect(mayReturnTo('nice', '-1', { privileges: none, niceLimit: 20 })).toBe(false);
  expect(mayReturnTo('nice', '-20', { privileges: { ...none, scheduling: true }, niceLimit: 0 })).toBe(true);
});

test('the values that a process has now can be read', async () => {
  await using target = await Spawned.start(2);
  run('renice', '-n', '7', '-p', String(target.pid));
  run('ionice', '-c', '2', '-n', '6', '-p', String(target.pid));
  run('taskset', '-pc', '0', String(target.pid));
  const actor = actorWith();
  expect(await actor.values(target.key)).toEqual({
    nice: '7',
    schedPolicy: 'other',
    ioPriority: 'best-effort/6',
    affinity: '0',
  });
  expect(await actor.values({ ...target.key, startTime: target.key.startTime - 1 })).toBeNull();
});
