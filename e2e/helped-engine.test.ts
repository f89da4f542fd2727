/** The whole engine of an unprivileged user, the real helper, Debian's polkitd, and root's own burner. */
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NOBODY, Stage } from '../helper/test/stage.fixture.ts';
import { until } from '../helper/test/target.fixture.ts';
import { copyEngine } from './support/engine-copy.ts';
import { createPrograms, schedulingOf } from './support/programs.ts';
import type { Program, Programs } from './support/programs.ts';
import type { EngineCopy, RunningEngine } from './support/running-engine.ts';
import { startEngine } from './support/running-engine.ts';

let stage: Stage;
let copy: EngineCopy;
let programs: Programs;
const engines: RunningEngine[] = [];

beforeAll(async () => {
  stage = await Stage.set();
  copy = copyEngine(stage.directory);
  programs = createPrograms();
});
afterAll(async () => {
  for (const engine of engines) await engine.stop();
  await programs.endAll();
  await stage[Symbol.asyncDispose]();
});

/** Root's, and known by its name to the catalogue and to the rules of the test's polkit. */
const startIndexer = (): Program => programs.start('usr/bin/updatedb', 3);

async function start(name: string, ...args: readonly string[]): Promise<RunningEngine> {
  const dataDirectory = join(stage.directory, name);
  mkdirSync(dataDirectory);
  chownSync(dataDirectory, NOBODY, NOBODY);
  const engine = await startEngine({
    dataDirectory: join(dataDirectory, 'data'),
    args: [
      '--strategy',
      'aggressive',
      '--set',
      `scope.roots=[${process.pid}]`,
      '--set',
      'llm.provider="none"',
      ...args,
    ],
    env: { DBUS_SYSTEM_BUS_ADDRESS: stage.address, HOME: dataDirectory, XDG_RUNTIME_DIR: dataDirectory },
    as: { uid: NOBODY, copy },
  });
  engines.push(engine);
  return engine;
}

const isHeld = ({ nice, policy, io }: ReturnType<typeof schedulingOf>[number]): boolean =>
  nice === 19 && policy === 5 && io.startsWith('idle');

test('it holds root’s indexer back by itself, gives it back on undo, and goes on when the helper is stopped', async () => {
  const indexer = startIndexer();
  const before = schedulingOf(indexer.pid);
  const engine = await start('home', '--mode', 'autopilot');
  expect(await engine.call('helper.status', {})).toMatchObject({ installed: true, state: 'ready' });

  const decision = await engine.decision(
    ({ status, action, target }) => status === 'applied' && action === 'hold-back' && target.pid === indexer.pid,
  );
  expect(schedulingOf(indexer.pid).filter((one) => !isHeld(one))).toEqual([]);
  expect(decision.levers.map(({ lever }) => lever)).toEqual(
    expect.arrayContaining(['nice', 'schedPolicy', 'ioPriority']),
  );

  const undone = await engine.call('decisions.undo', { id: decision.id });
  expect(undone.status).toBe('undone');
  expect(schedulingOf(indexer.pid)).toEqual(before);

  // by a click it is held back again, and then the helper is stopped
  const key = { pid: indexer.pid, startTime: indexer.startTime };
  const { decision: again } = await engine.call('processes.act', { kind: 'treat', ...key, action: 'hold-back' });
  expect(again.status).toBe('applied');
  expect(schedulingOf(indexer.pid).filter((one) => !isHeld(one))).toEqual([]);
  await stage.stopHelper();
  const lost = await engine.decision(({ id, status }) => id === again.id && status === 'expired');
  expect(lost.notes.map(({ text }) => text)).toContain('the helper stopped and gave it back');
  expect(schedulingOf(indexer.pid)).toEqual(before);
  const { notices, own } = await engine.call('engine.status', {});
  expect(notices.map(({ code }) => code)).toContain('helper-lost');
  expect(own.cpu).toBeGreaterThanOrEqual(0);

  const refused = await engine.call('processes.act', { kind: 'treat', ...key, action: 'hold-back' });
  expect(refused.decision).toMatchObject({ status: 'refused' });
  expect(refused.decision.refusal?.reason).toContain('another user');
  await stage.startHelper();
  await indexer.end();
});

test('killed with -9 it leaves root’s program as it was', async () => {
  const indexer = startIndexer();
  const before = JSON.stringify(schedulingOf(indexer.pid));
  const engine = await start('killed', '--mode', 'autopilot');
  await engine.decision(({ status, target }) => status === 'applied' && target.pid === indexer.pid);
  expect(JSON.stringify(schedulingOf(indexer.pid))).not.toBe(before);
  await engine.stop('SIGKILL');
  await until(() => JSON.stringify(schedulingOf(indexer.pid)) === before);
});
