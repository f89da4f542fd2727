/**
 * Runs as process 1 of a pid namespace, where the next pid can be chosen (ns_last_pid, proc_sys_kernel(5)), with a helper
 * of that namespace: has a process treated, lets it end, starts another with the same pid and prints what became of it.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSystemBus } from './bus.fixture.ts';
import { RemoteClient } from './remote-client.fixture.ts';
import { startTimeOf } from './target.fixture.ts';

const [, , binary = ''] = process.argv;
const PID = 4_000;

async function sleeper(): Promise<ChildProcess> {
  for (;;) {
    writeFileSync('/proc/sys/kernel/ns_last_pid', String(PID - 1));
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    await once(child, 'spawn');
    if (child.pid === PID) return child;
    child.kill();
    await once(child, 'exit');
  }
}

const niceOf = (pid: number): string => {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return `nice ${text.slice(text.lastIndexOf(')') + 2).split(' ')[16] ?? ''}`;
};

// a bus of this namespace: another helper has the name on the other one
const directory = mkdtempSync(join(tmpdir(), 'reused-'));
const { address, child: bus } = await startSystemBus(directory);
const helper = spawn(binary, { stdio: ['ignore', 'ignore', 'inherit'], env: { DBUS_SYSTEM_BUS_ADDRESS: address } });
const client = await RemoteClient.start(address, 0);
while ((await client.call('Version')).error !== undefined) await new Promise(setImmediate);

const first = await sleeper();
const start = startTimeOf(PID);
const key = [PID, BigInt(start)] as const;
await client.call('SetNice', 'uti', [...key, 10]);
const treated = niceOf(PID);
first.kill();
await once(first, 'exit');

let second = await sleeper();
// within one clock tick two processes have the same start time; a whole round of pids takes far longer
while (startTimeOf(PID) === start) {
  second.kill();
  await once(second, 'exit');
  second = await sleeper();
}
const late = await client.call('SetNice', 'uti', [...key, 15]);
const { values } = await client.call('Restore', 'utas', [...key, []]);
process.stdout.write(
  JSON.stringify({
    first: treated,
    late: late.error,
    outcomes: (values?.[0] as readonly (readonly unknown[])[]).map(([, , , , , outcome]) => outcome),
    second: niceOf(PID),
  }),
);
second.kill();
await client.kill();
helper.kill();
await once(helper, 'exit');
bus.kill();
rmSync(directory, { recursive: true });
