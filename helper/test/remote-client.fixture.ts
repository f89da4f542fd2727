/** The tests' end of a client in a process of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { read, write } from './wire.fixture.ts';

const program = fileURLToPath(new URL('client.fixture.ts', import.meta.url));

/** What a call came to: its values, or the name of a D-Bus error. */
export interface Outcome {
  readonly values?: readonly unknown[];
  readonly error?: string;
  readonly message?: string;
}

/** What polkit said to an agent. */
export interface AgentEvent {
  readonly agent: string;
  readonly cookie: string;
  readonly text: string;
}

interface CallOptions {
  /** The flag ALLOW_INTERACTIVE_AUTHORIZATION. */
  readonly interactive?: boolean;
  readonly interfaceName?: string;
  readonly path?: string;
  readonly destination?: string;
}

const HELPER = 'org.brainkernel.Helper1';
const INTERACTIVE = 0x4;

export class RemoteClient implements AsyncDisposable {
  readonly name: string;
  readonly pid: number;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  readonly #agentEvents: AgentEvent[] = [];
  readonly #agentListeners: ((event: AgentEvent) => void)[] = [];
  #calls = 0;

  private constructor(child: ChildProcess, { name, pid }: { readonly name: string; readonly pid: number }) {
    this.#child = child;
    this.name = name;
    this.pid = pid;
  }

  static async start(address: string, uid: number): Promise<RemoteClient> {
    const child = spawn(process.execPath, [program, address, String(uid)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: child.stdout });
    const [hello] = (await Promise.race([
      once(lines, 'line'),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`the client ended at once: ${String(code)}`))),
    ])) as [string];
    const client = new RemoteClient(child, read(hello) as { readonly name: string; readonly pid: number });
    lines.on('line', (line) =>
      client.#hear(read(line) as AgentEvent | { readonly id: number; readonly outcome: Outcome }),
    );
    child.once('exit', () => {
      for (const resolve of client.#waiting.values()) resolve({ error: 'the client has ended' });
    });
    return client;
  }

  /** Calls a verb of the helper; of another object with `options`. */
  call(member: string, signature = '', body: readonly unknown[] = [], options: CallOptions = {}): Promise<Outcome> {
    const id = ++this.#calls;
    const message = {
      destination: options.destination ?? HELPER,
      path: options.path ?? '/org/brainkernel/Helper1',
      interface: options.interfaceName ?? HELPER,
      member,
      flags: options.interactive === true ? INTERACTIVE : 0,
      ...(signature === '' ? {} : { signature, body }),
    };
    const outcome = new Promise<Outcome>((resolve) => this.#waiting.set(id, resolve));
    this.#child.stdin?.write(`${write({ id, call: message })}\n`);
    return outcome;
  }

  /** Becomes the agent that polkit asks about this process, which has to be of the same user. */
  async beAgentFor(pid: number, startTime: number): Promise<void> {
    const subject = [
      'unix-process',
      [
        ['pid', ['u', pid]],
        ['start-time', ['t', BigInt(startTime)]],
      ],
    ];
    const { error, message } = await this.call(
      'RegisterAuthenticationAgent',
      '(sa{sv})ss',
      [subject, 'C', '/org/brainkernel/TestAgent'],
      polkit,
    );
    if (error !== undefined) throw new Error(`polkit takes no agent: ${error} ${message ?? ''}`);
  }

  /** The next thing that polkit says to this agent. */
  agentEvent(): Promise<AgentEvent> {
    const event = this.#agentEvents.shift();
    return event === undefined ? new Promise((resolve) => this.#agentListeners.push(resolve)) : Promise.resolve(event);
  }

  /** As an agent, ends a dialog; with an error's name, as when the person closed it. */
  answer(cookie: string, errorName?: string): void {
    this.#child.stdin?.write(
      `${write({ id: 0, answer: { cookie, ...(errorName === undefined ? {} : { errorName }) } })}\n`,
    );
  }

  /** SIGKILL; resolves when it has gone. */
  async kill(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await this.kill();
  }

  #hear(said: AgentEvent | { readonly id: number; readonly outcome: Outcome }): void {
    if ('id' in said) {
      this.#waiting.get(said.id)?.(said.outcome);
      this.#waiting.delete(said.id);
      return;
    }
    const listener = this.#agentListeners.shift();
    if (listener === undefined) this.#agentEvents.push(said);
    else listener(said);
  }
}

export const polkit = {
  destination: 'org.freedesktop.PolicyKit1',
  path: '/org/freedesktop/PolicyKit1/Authority',
  interfaceName: 'org.freedesktop.PolicyKit1.Authority',
} as const;
