import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { planFor, Spawned, startTimeOf, valuesOf } from './spawned.fixture.ts';

const own = { pid: process.pid, startTime: startTimeOf(process.pid) };
const newActor = () => createActor({ journal: memoryJournal(), clock: systemClock, env: process.env });

test.for([
  { name: 'process 1', key: { pid: 1, startTime: startTimeOf(1) } },
  { name: 'the engine itself', key: own },
  { name: 'pid 0, which means the caller', key: { pid: 0, startTime: 0 } },
  { name: 'a negative pid, which means a group', key: { pid: -2, startTime: 0 } },
  { name: 'a pid that is no number', key: { pid: NaN, startTime: 0 } },
  { name: 'a fraction', key: { pid: 2.5, startTime: 0 } },
])('never treats $name', async ({ key }) => {
  const before = valuesOf(process.pid);
  const outcome = await newActor().apply(planFor([key], { nice: 10, freeze: true }));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'bad-target' });
  expect(valuesOf(process.pid)).toEqual(before);
});

test('kernel threads, pids beyond the kernel’s range and start times of others find nobody', async () => {
  await using target = await Spawned.start();
  const before = valuesOf(target.pid);
  const actor = newActor();
  for (const key of [
    { pid: 2 ** 31 + target.pid, startTime: target.key.startTime },
    { pid: 2 ** 32 + target.pid, startTime: target.key.startTime },
    { pid: target.pid, startTime: target.key.startTime + 1 },
  ]) {
    expect(await actor.apply(planFor([key], { nice: 10 }))).toMatchObject({ kind: 'refused', code: 'gone' });
  }
  expect(await actor.apply(planFor([{ pid: 2, startTime: startTimeOf(2) }], { nice: 10 }))).toMatchObject({
    kind: 'refused',
    code: 'nothing-to-do',
  });
  expect(valuesOf(target.pid)).toEqual(before);
});

test('a decision is applied once, and a process is treated by one decision at a time', async () => {
  await using target = await Spawned.start();
  const actor = newActor();
  const plan = planFor([target.key], { nice: 10 });
  await actor.apply(plan);
  expect(await actor.apply(plan)).toMatchObject({ kind: 'refused', code: 'already-treated' });
  expect(await actor.apply(planFor([target.key], { nice: 15 }))).toMatchObject({
    kind: 'refused',
    code: 'already-treated',
  });
  await actor.restoreAll();
  expect(await actor.restore(plan.decisionId)).toEqual({ decisionId: plan.decisionId, findings: [] });
});
