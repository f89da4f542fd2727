/**
 * Holds one run together: starts the burners and, when told to, the probe. It leads a session of its own, and with it
 * an autogroup (sched(7)); the probe is in that one, the burners are too (`same`) or each in one of its own (`other`,
 * as daemons and the services of a session manager are).
 *
 *   node launcher.ts same|other BURNER PROBE PROBE-FLAG...
 *
 * stdout: a JSON list of the burners' pids; after a line on stdin, what the probe prints. When stdin ends, so do all.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Threads of each burner: one of them has two, because a lever must reach every thread. */
const BURNERS = [1, 1, 1, 1, 1, 1, 1, 2];

const [sessions, burner = '', probe = '', ...probeFlags] = process.argv.slice(2);

const burners = BURNERS.map((threads) =>
  spawn(burner, [String(threads)], { stdio: ['ignore', 'pipe', 'inherit'], detached: sessions === 'other' }),
);
const children: ChildProcess[] = [...burners];

const lines = createInterface({ input: process.stdin });
lines.once('line', () => {
  children.push(spawn(probe, ['run', ...probeFlags], { stdio: ['ignore', 'inherit', 'inherit'] }));
});
// a child that this process has not waited for keeps its pid, so a signal cannot meet anybody else
lines.once('close', () => {
  for (const child of children) child.kill('SIGKILL');
});

await Promise.all(burners.map(({ stdout }) => once(stdout, 'data')));
console.log(JSON.stringify(burners.map(({ pid }) => pid)));
