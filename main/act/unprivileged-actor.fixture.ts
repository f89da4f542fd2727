/** Acts as an unprivileged user (nobody, when started by root) on a child of its own and prints what came of it. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { systemClock } from '../clock.ts';
import type { Treatment } from '../decide/case.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { leverFacts } from './lever-facts.ts';
import { leverSupport } from './lever-support.ts';
import { serviceManagers } from './service-managers.ts';
import { autogroupOf, oomScoreOf, planFor, startTimeOf, valuesOf } from './spawned.fixture.ts';
import { loadSystemCalls } from './system-calls.ts';

const NOBODY = 65_534;

/** `alone` in a session, and so in an autogroup, of its own; else in ours. */
async function sleeper(alone: boolean): Promise<ChildProcess & { readonly pid: number }> {
  const child = spawn('sleep', ['1000'], { stdio: 'ignore', detached: alone });
  process.on('exit', () => child.kill());
  child.unref();
  await once(child, 'spawn');
  if (child.pid === undefined) throw new Error('sleep did not start');
  return Object.assign(child, { pid: child.pid });
}

// before the privileges go: koffi may lie where only root can read
await loadSystemCalls();
if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
const own = await sleeper(false);
const alone = await sleeper(true);

const actor = createActor({ journal: memoryJournal(), clock: systemClock, env: {} });
const managers = serviceManagers({}, systemClock);
const keyOf = (pid: number) => ({ pid, startTime: startTimeOf(pid) });
const plan = (treatment: Partial<Treatment>) => planFor([keyOf(own.pid)], treatment);
const support = async (pid: number) => {
  const facts = await leverFacts(plan({}).app, [keyOf(pid)], managers, { kind: 'none', why: 'there is none' });
  return Object.fromEntries(leverSupport(facts).map(({ lever, ...answer }) => [lever, answer]));
};
const values = () =>
  `${
    valuesOf(own.pid)
      .get(own.pid)
      ?.replace(/ cpus.*/, '') ?? ''
  } oom ${oomScoreOf(own.pid)}`;

const before = values();
const refusals = {
  nice: await actor.apply(plan({ nice: 10 })),
  idle: await actor.apply(plan({ schedPolicy: 'idle' })),
};
const gentle = plan({ schedPolicy: 'batch', ioPriority: { class: 'idle', level: 7 }, oomScore: 300 });
const applied = await actor.apply(gentle);
const during = values();
const { findings } = await actor.restore(gentle.decisionId);

const nicer = planFor([keyOf(alone.pid)], { nice: 10 });
await actor.apply(nicer);
const groupDuring = autogroupOf(alone.pid);
await actor.restore(nicer.decisionId);

process.stdout.write(
  JSON.stringify({
    uid: process.getuid?.(),
    support: await support(own.pid),
    foreign: await support(1),
    refusals,
    applied,
    before,
    during,
    group: [groupDuring, autogroupOf(alone.pid)].map((text) => text.replace(/^.* nice /, '')),
    after: values(),
    findings: findings.map(({ kind }) => kind),
  }),
);
