/** A process to be treated, and what standard tools and /proc say about it: nothing here shares code with the helper. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

export class Target implements AsyncDisposable {
  readonly pid: number;
  readonly startTime: number;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    this.#child = child;
    this.#lines = lines;
    this.pid = child.pid ?? 0;
    this.startTime = startTimeOf(this.pid);
  }

  static async start(program: string, threads: number, uid: number): Promise<Target> {
    const child = spawn(program, [String(threads)], { stdio: ['pipe', 'pipe', 'inherit'], uid, gid: uid, cwd: '/' });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    return new Target(child, lines);
  }

  /** The first two arguments of every verb about it. */
  get key(): readonly [number, bigint] {
    return [this.pid, BigInt(this.startTime)];
  }

  /** Starts one more thread, or a child, whose pid is returned. */
  async order(what: 'thread' | 'child'): Promise<number> {
    this.#child.stdin?.write(what.slice(0, 1));
    return Number((await this.#lines.next()).value);
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The signal that ended it. */
  async ended(): Promise<string | null> {
    if (this.running) await once(this.#child, 'exit');
    return this.#child.signalCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.running) return;
    this.#child.kill('SIGKILL');
    await this.ended();
  }
}

const fieldsOf = (path: string): readonly string[] => {
  const text = readFileSync(path, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

export const startTimeOf = (pid: number): number => Number(fieldsOf(`/proc/${pid}/stat`)[19]);
export const stateOf = (pid: number): string => fieldsOf(`/proc/${pid}/stat`)[0] ?? '';
export const tidsOf = (pid: number): readonly number[] => readdirSync(`/proc/${pid}/task`).map(Number);

/** Waits for a state that the kernel brings about by itself and tells nobody. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(5);
}

/** Every value of every thread, by thread id: nice, policy with its flag, IO priority, CPUs; and of the process. */
export function valuesOf(pid: number): Readonly<Record<string, string>> {
  const tids = tidsOf(pid);
  const tool = (name: string, ...args: readonly string[]): string =>
    execFileSync(name, args, { encoding: 'utf8' }).trim();
  const priorities = tool('ionice', '-p', ...tids.map(String)).split('\n');
  const values = tids.map((tid, index) => {
    const nice = fieldsOf(`/proc/${pid}/task/${tid}/stat`)[16] ?? '';
    const [policy] = tool('chrt', '-p', String(tid)).split('\n');
    const cpus = /^Cpus_allowed_list:\t(.*)$/m.exec(readFileSync(`/proc/${pid}/task/${tid}/status`, 'latin1'))?.[1];
    return [
      tid,
      `nice ${nice}, ${policy?.replace(/^.*: /, '') ?? ''}, io ${priorities[index] ?? ''}, cpus ${cpus ?? ''}`,
    ] as const;
  });
  return Object.fromEntries([...values, ['oom', readFileSync(`/proc/${pid}/oom_score_adj`, 'latin1').trim()]]);
}
