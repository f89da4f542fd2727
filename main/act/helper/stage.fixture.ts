/** The tests' end of an actor without privilege (helped-actor.fixture.ts) on the stage of the helper's own tests. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { NOBODY } from '../../../helper/test/stage.fixture.ts';
import type { Stage } from '../../../helper/test/stage.fixture.ts';
import type { Target } from '../../../helper/test/target.fixture.ts';
import type { HelperStatus } from '../../../contract/helper.ts';
import type { Treatment } from '../../decide/case.ts';
import type { ApplyOutcome, Drift, LeverSupport, Plan, RestoreReport } from '../intervention.ts';
import { untouched } from '../spawned.fixture.ts';

const program = fileURLToPath(new URL('helped-actor.fixture.ts', import.meta.url));

interface Answers {
  readonly apply: ApplyOutcome;
  readonly restore: RestoreReport;
  readonly reconcile: readonly Drift[];
  readonly support: readonly LeverSupport[];
  readonly recover: readonly RestoreReport[];
  readonly status: Omit<HelperStatus, 'packagedBy'> & { readonly dialog: boolean };
  readonly abandon: null;
  readonly dispose: null;
}

interface Said {
  readonly pid?: number;
  readonly id?: number;
  readonly value?: unknown;
  readonly error?: string;
  readonly lost?: readonly string[];
}

export class HelpedActor implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (said: Said) => void>();
  readonly #lost: Promise<readonly string[]>;
  #orders = 0;

  private constructor(child: ChildProcess, lines: NodeJS.EventEmitter) {
    this.#child = child;
    this.#lost = new Promise((resolve) => {
      lines.on('line', (line: string) => {
        const said = JSON.parse(line) as Said;
        if (said.lost !== undefined) resolve(said.lost);
        if (said.id !== undefined) this.#waiting.get(said.id)?.(said);
      });
    });
  }

  static async start(stage: Stage, name = 'journal'): Promise<HelpedActor> {
    const directory = join(stage.directory, name);
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o777);
    const child = spawn(process.execPath, [program, stage.address, String(NOBODY), join(directory, 'journal.json')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout });
    await once(lines, 'line');
    return new HelpedActor(child, lines);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask<K extends keyof Answers>(what: K, more: Readonly<Record<string, unknown>> = {}): Promise<Answers[K]> {
    const id = ++this.#orders;
    const said = new Promise<Said>((resolve) => this.#waiting.set(id, resolve));
    this.#child.stdin?.write(`${JSON.stringify({ id, what, ...more })}\n`);
    const { value, error } = await said;
    if (error !== undefined) throw new Error(error);
    return value as Answers[K];
  }

  /** The decisions that ended with the helper, once it was lost. */
  lost(): Promise<readonly string[]> {
    return this.#lost;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.stdin?.end();
    await once(this.#child, 'exit');
  }
}

let decisions = 0;

/** A plan for this program, as an app without a unit. */
export function planOn(target: Target, treatment: Partial<Treatment>, more: Partial<Plan> = {}): Plan {
  const processes = [{ pid: target.pid, startTime: target.startTime }];
  const decisionId = `helped-${++decisions}`;
  const app = { name: 'burner', category: 'unknown', unit: null, userUnit: false, kind: 'tree', cgroup: '/' } as const;
  return {
    decisionId,
    app: { ...app, id: `tree:${decisionId}`, uid: 0 },
    processes,
    treatment: { ...untouched, ...treatment },
    ...more,
  };
}
