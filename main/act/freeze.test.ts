import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { planFor, Spawned, stateOf } from './spawned.fixture.ts';

const newActor = () => createActor({ journal: memoryJournal(), clock: systemClock, env: process.env });

test('freezing stops what ran; thawing leaves stopped what was stopped before', async () => {
  await using running = await Spawned.start();
  await using stopped = await Spawned.start();
  process.kill(stopped.pid, 'SIGSTOP');
  while (stateOf(stopped.pid) !== 'T') await new Promise(setImmediate);
  const actor = newActor();
  const plan = planFor([running.key, stopped.key], { freeze: true });

  const outcome = await actor.apply(plan);
  expect(outcome).toMatchObject({
    kind: 'applied',
    levers: [{ lever: 'freeze', before: 'running', after: 'stopped' }],
  });
  expect([stateOf(running.pid), stateOf(stopped.pid)]).toEqual(['T', 'T']);

  await actor.restore(plan.decisionId);
  expect(stateOf(running.pid)).not.toBe('T');
  expect(stateOf(stopped.pid)).toBe('T');
});

test('a person who lets a frozen program run again has the last word', async () => {
  await using target = await Spawned.start();
  const actor = newActor();
  const plan = planFor([target.key], { freeze: true });
  await actor.apply(plan);
  process.kill(target.pid, 'SIGCONT');
  while (stateOf(target.pid) === 'T') await new Promise(setImmediate);

  expect(await actor.reconcile(plan.decisionId, [target.key])).toMatchObject([{ found: 'running' }]);
});

test('ending reaches the process and leaves nothing to undo', async () => {
  await using target = await Spawned.start();
  const journal = memoryJournal();
  const actor = createActor({ journal, clock: systemClock, env: process.env });

  const ended = target.ended();
  const outcome = await actor.apply(planFor([target.key], { signal: 'TERM' }));
  await ended;

  expect(outcome).toMatchObject({ kind: 'applied', levers: [{ lever: 'signal', after: 'TERM' }] });
  expect(journal.open()).toEqual([]);
});
