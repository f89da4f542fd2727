import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';

/** Sleeping processes that belong to one process group, and the way to end all of them. */
export interface Population {
  readonly size: number;
  readonly end: () => void;
}

/**
 * Forks until `size` children sleep, says so, and waits. They are forks of perl rather than `sleep` itself: 5,000 execs
 * take minutes on a small machine, and the cost of reading them is the same.
 */
const FORKER = `
  for (1 .. $ARGV[0]) { my $pid = fork; die $! unless defined $pid; if (!$pid) { $0 = "sleeper $_"; sleep 100000; exit } }
  $| = 1; print "ready\\n"; sleep 100000;
`;

/** Starts the population in a process group of its own; the group is killed by the number this spawn returned. */
export async function startPopulation(size: number): Promise<Population> {
  const forker = spawn('perl', ['-e', FORKER, String(size)], { detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const group = forker.pid;
  if (group === undefined) throw new Error('perl could not be started; it comes with every Debian');
  let ended = false;
  const end = (): void => {
    if (ended) return;
    ended = true;
    process.kill(-group, 'SIGKILL');
  };
  process.once('exit', end);
  forker.once('exit', () => (ended = true));
  await Promise.race([
    once(forker.stdout, 'data'),
    once(forker, 'exit').then(() => Promise.reject(new Error(`only a part of ${size} processes could be forked`))),
  ]);
  return { size, end };
}

/** Runs in a signal handler or at the end: everything registered with `exit` is ended too. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}

/** CPU seconds of a process, and with `children` of those it has waited for; from /proc/PID/stat. */
export function cpuSeconds(pid: number, children = false): number {
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = line
    .slice(line.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const ticks = (fields[11] ?? 0) + (fields[12] ?? 0) + (children ? (fields[13] ?? 0) + (fields[14] ?? 0) : 0);
  return ticks / 100;
}
