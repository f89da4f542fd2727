/**
 * Runs as process 1 of a pid namespace, where the next pid can be chosen (ns_last_pid, proc_sys_kernel(5)): treats a
 * process, lets it end, starts another with the same pid and prints what became of that one.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { systemClock } from '../clock.ts';
import { createActor } from './actor.ts';
import { memoryJournal } from './file-journal.fixture.ts';
import { planFor, startTimeOf, stateOf, valuesOf } from './spawned.fixture.ts';

async function sleeperWithPid(wanted: number): Promise<ChildProcess> {
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(wanted - 1));
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    await once(child, 'spawn');
    if (child.pid === wanted) return child;
    child.kill();
    await once(child, 'exit');
  }
}

const PID = 4_000;
const journal = memoryJournal();
const actor = createActor({ journal, clock: systemClock, env: {} });

const first = await sleeperWithPid(PID);
const key = { pid: PID, startTime: startTimeOf(PID) };
const plan = planFor([key], { nice: 10, schedPolicy: 'batch', oomScore: 300 });
const applied = await actor.apply(plan);
first.kill();
await once(first, 'exit');

let second = await sleeperWithPid(PID);
// within one clock tick two processes have the same start time; a whole round of pids takes far longer
while (startTimeOf(PID) === key.startTime) {
  second.kill();
  await once(second, 'exit');
  second = await sleeperWithPid(PID);
}

const before = valuesOf(PID).get(PID);
const late = await actor.apply(planFor([key], { nice: 15, freeze: true }));
const drifts = await actor.reconcile(plan.decisionId, [key]);
const { findings } = await actor.restore(plan.decisionId);
process.stdout.write(
  JSON.stringify({
    applied: applied.kind,
    late: late.kind,
    drifts: drifts.length,
    findings: findings.map(({ kind }) => kind),
    untouched: before === valuesOf(PID).get(PID) && stateOf(PID) === 'S',
  }),
);
second.kill();
