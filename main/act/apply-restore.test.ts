import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { autogroupOf, oomScoreOf, planFor, run, Spawned, startTimeOf, valuesOf } from './spawned.fixture.ts';

const firmly = {
  nice: 10,
  schedPolicy: 'idle',
  ioPriority: { class: 'idle', level: 7 },
  affinity: [0],
  oomScore: 300,
} as const;

const actorWith = (journal = memoryJournal()) => createActor({ journal, clock: systemClock, env: process.env });

test('every lever reaches every thread of a 50-thread process, and undoing gives back exactly what each had', async () => {
  await using target = await Spawned.start(50);
  // threads that somebody treated before us, each in another way
  const [, second, third, fourth, fifth] = target.tids;
  run('renice', '-n', '5', '-p', String(second));
  run('ionice', '-c', '2', '-n', '3', '-p', String(third));
  run('chrt', '--batch', '-p', '0', String(fourth));
  run('renice', '-n', '3', '-p', String(fifth));
  const before = valuesOf(target.pid);
  const actor = actorWith();
  const plan = planFor([target.key], firmly);

  const outcome = await actor.apply(plan);

  expect(outcome).toMatchObject({ kind: 'applied' });
  expect(before.size).toBeGreaterThan(50);
  expect([...valuesOf(target.pid).values()]).toEqual([...before].map(() => 'nice 10 policy 5 io idle cpus 0'));
  expect(oomScoreOf(target.pid)).toBe(300);
  expect(autogroupOf(target.pid)).toMatch(/nice 10$/);

  const report = await actor.restore(plan.decisionId);

  expect(valuesOf(target.pid)).toEqual(before);
  expect(oomScoreOf(target.pid)).toBe(0);
  expect(autogroupOf(target.pid)).toMatch(/nice 0$/);
  expect(new Set(report.findings.map(({ kind }) => kind))).toEqual(new Set(['restored']));
});

test('what was nicer, idle, real-time or negative before is somebody’s choice and stays as it is', async () => {
  await using target = await Spawned.start(6);
  const [main, nicer, realtime, favoured, idle] = target.tids;
  run('renice', '-n', '19', '-p', String(nicer));
  run('chrt', '--rr', '-p', '7', String(realtime));
  run('renice', '-n', '-5', '-p', String(favoured));
  run('chrt', '--idle', '-p', '0', String(idle));
  const before = valuesOf(target.pid);
  const actor = actorWith();
  const plan = planFor([target.key], { nice: 10, schedPolicy: 'batch' });

  await actor.apply(plan);

  const during = valuesOf(target.pid);
  expect(during.get(Number(main))).toMatch(/^nice 10 policy 3/);
  expect(during.get(Number(nicer))).toMatch(/^nice 19 policy 3/);
  expect(during.get(Number(realtime))).toMatch(/^nice 0 policy 2/);
  expect(during.get(Number(favoured))).toMatch(/^nice -5 policy 3/);
  expect(during.get(Number(idle))).toMatch(/^nice 10 policy 5/);
  await actor.restore(plan.decisionId);
  expect(valuesOf(target.pid)).toEqual(before);
});

test('a value changed by hand is left alone and reported, the rest is given back', async () => {
  await using target = await Spawned.start();
  const actor = actorWith();
  const plan = planFor([target.key], { nice: 10, ioPriority: { class: 'idle', level: 7 } });
  await actor.apply(plan);
  run('renice', '-n', '4', '-p', String(target.pid));

  const drifts = await actor.reconcile(plan.decisionId, [target.key]);
  const report = await actor.restore(plan.decisionId);

  expect(drifts).toMatchObject([{ found: '4', change: { lever: 'nice', target: { tid: target.pid }, after: '10' } }]);
  const drifted = report.findings.filter(({ kind }) => kind === 'drifted');
  expect(drifted).toMatchObject([{ found: '4', change: { lever: 'nice', before: '0' } }]);
  expect(drifted[0]?.reason).toContain('left as it is');
  const values = [...valuesOf(target.pid)];
  expect(values.find(([tid]) => tid === target.pid)?.[1]).toMatch(/^nice 4 policy 0 io none/);
  expect(values.filter(([tid]) => tid !== target.pid).every(([, value]) => /^nice 0 .* io none/.test(value))).toBe(
    true,
  );
});

test('each kind of change by hand shows: nice, policy, IO priority, oom score', async () => {
  await using target = await Spawned.start();
  const actor = actorWith();
  const plan = planFor([target.key], firmly);
  await actor.apply(plan);
  expect(await actor.reconcile(plan.decisionId, [target.key])).toEqual([]);

  run('renice', '-n', '1', '-p', String(target.pid));
  run('chrt', '--other', '-p', '0', String(target.pid));
  run('ionice', '-c', '2', '-n', '0', '-p', String(target.pid));
  run('choom', '-n', '7', '-p', String(target.pid));

  const drifts = await actor.reconcile(plan.decisionId, [target.key]);
  expect(Object.fromEntries(drifts.map(({ change, found }) => [change.lever, found]))).toEqual({
    nice: '1',
    schedPolicy: 'other',
    ioPriority: 'best-effort/0',
    oomScore: '7',
  });
  await actor.restoreAll();
});

test('threads and children started under treatment are given back too', async () => {
  await using target = await Spawned.start();
  const actor = actorWith();
  const untreated = valuesOf(target.pid).get(target.pid);
  const plan = planFor([target.key], { ...firmly, schedPolicy: 'batch' });
  await actor.apply(plan);
  await target.order('thread');
  const child = await target.order('child');
  expect([...valuesOf(child).values()]).toEqual(['nice 10 policy 3 io idle cpus 0']);

  await actor.restore(plan.decisionId);

  const values = [...valuesOf(target.pid).values(), ...valuesOf(child).values()];
  expect(new Set(values)).toEqual(new Set([untreated]));
  expect([oomScoreOf(target.pid), oomScoreOf(child)]).toEqual([0, 0]);
});

test('a child that joined the treatment goes back to what its parent had before us', async () => {
  await using target = await Spawned.start();
  run('renice', '-n', '2', '-p', String(target.pid));
  const actor = actorWith();
  const plan = planFor([target.key], { nice: 10 });
  await actor.apply(plan);
  const child = await target.order('child');
  const stranger = await Spawned.start();
  const startTime = startTimeOf(child);

  await actor.reconcile(plan.decisionId, [target.key, { pid: child, startTime }, stranger.key]);
  expect([...valuesOf(stranger.pid).values()].every((value) => value.startsWith('nice 10'))).toBe(true);
  await actor.restore(plan.decisionId);

  expect(valuesOf(child).get(child)).toMatch(/^nice 2 /);
  expect(valuesOf(stranger.pid).get(stranger.pid)).toMatch(/^nice 0 /);
  await stranger[Symbol.asyncDispose]();
});

test('a child with a value like ours from before is not taken for an heir', async () => {
  await using target = await Spawned.start();
  const child = await target.order('child');
  run('renice', '-n', '10', '-p', String(child));
  const actor = actorWith();
  const plan = planFor([target.key], { nice: 10 });

  await actor.apply(plan);
  await actor.restore(plan.decisionId);

  expect(valuesOf(child).get(child)).toMatch(/^nice 10 /);
  expect(valuesOf(target.pid).get(target.pid)).toMatch(/^nice 0 /);
});
