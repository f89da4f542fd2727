/** Real processes for the tests, and what standard tools say about them: an oracle that shares no code with act/. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { Plan } from './intervention.ts';
import type { Treatment } from '../decide/case.ts';

const program = fileURLToPath(new URL('many-threads.fixture.ts', import.meta.url));

/** A process in a session of its own, so with an autogroup of its own. Its threads and children end with it. */
export class Spawned implements AsyncDisposable {
  readonly pid: number;
  readonly key: ProcessKey;
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: AsyncIterator<string>) {
    if (child.pid === undefined) throw new Error('the test process did not start');
    this.pid = child.pid;
    this.key = { pid: child.pid, startTime: startTimeOf(child.pid) };
    this.#child = child;
    this.#lines = lines;
  }

  static async start(threads = 4): Promise<Spawned> {
    const child = spawn(process.execPath, [program], {
      detached: true,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, UV_THREADPOOL_SIZE: String(threads) },
    });
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const spawned = new Spawned(child, lines);
    await lines.next();
    return spawned;
  }

  /** Starts one more thread, or a child whose pid is returned. */
  async order(what: 'thread' | 'child'): Promise<number> {
    this.#child.stdin?.write(`${what}\n`);
    const answer = await this.#lines.next();
    return Number(String(answer.value).split(' ')[1] ?? 0);
  }

  get tids(): readonly number[] {
    return readdirSync(`/proc/${this.pid}/task`).map(Number);
  }

  /** Resolves with its end. */
  ended(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null) resolve();
      else this.#child.once('exit', () => resolve());
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.ended();
    // a stopped process reads no more orders
    this.#child.kill('SIGCONT');
    this.#child.stdin?.end();
    await ended;
  }
}

const fieldsOf = (pid: number, tid: number): readonly string[] => {
  const text = readFileSync(`/proc/${pid}/task/${tid}/stat`, 'latin1');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

export const startTimeOf = (pid: number): number => Number(fieldsOf(pid, pid)[19]);
export const stateOf = (pid: number): string => fieldsOf(pid, pid)[0] ?? '';

/** nice, policy number, ionice's and taskset's words for every thread of a process. */
export function valuesOf(pid: number): ReadonlyMap<number, string> {
  const tids = readdirSync(`/proc/${pid}/task`).map(Number);
  const ionice = run('ionice', '-p', ...tids.map(String))
    .trim()
    .split('\n');
  return new Map(
    tids.map((tid, index) => {
      const fields = fieldsOf(pid, tid);
      const cpus = /^Cpus_allowed_list:\t(.*)$/m.exec(readFileSync(`/proc/${pid}/task/${tid}/status`, 'latin1'))?.[1];
      return [tid, `nice ${fields[16] ?? ''} policy ${fields[38] ?? ''} io ${ionice[index] ?? ''} cpus ${cpus ?? ''}`];
    }),
  );
}

/** A standard tool's output; throws when it fails. */
export const run = (tool: string, ...args: readonly string[]): string => execFileSync(tool, args, { encoding: 'utf8' });

export const oomScoreOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/oom_score_adj`, 'latin1'));
export const autogroupOf = (pid: number): string => readFileSync(`/proc/${pid}/autogroup`, 'latin1').trim();

export const untouched: Treatment = {
  nice: null,
  ioPriority: null,
  schedPolicy: null,
  cpuWeight: null,
  ioWeight: null,
  cpuMax: null,
  oomScore: null,
  freeze: false,
  signal: null,
};

let decisions = 0;

/** A plan for these processes as an app without a unit. */
export function planFor(processes: readonly ProcessKey[], treatment: Partial<Treatment>): Plan {
  const decisionId = `decision-${++decisions}`;
  return {
    decisionId,
    app: {
      id: `tree:${decisionId}`,
      name: 'many-threads',
      category: 'unknown',
      unit: null,
      userUnit: false,
      kind: 'tree',
      cgroup: '/',
      uid: process.getuid?.() ?? 0,
    },
    processes,
    treatment: { ...untouched, ...treatment },
  };
}
