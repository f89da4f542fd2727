/**
 * A system bus of the test's own, Debian's polkitd on it with our actions and a rules file, and the compiled helper, under
 * ASan and UBSan unless said otherwise. What the rules say is decided by the name of the target: `grant…`, `updatedb…` yes, `deny…` no,
 * `ask…` an administrator's password; an own process of any other name: yes.
 */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectBus } from '../../main/bus/session.ts';
import { assets, startSystemBus } from './bus.fixture.ts';
import { RemoteClient } from './remote-client.fixture.ts';
import { Target } from './target.fixture.ts';

const helper = join(import.meta.dirname, '..');
const POLKITD = '/usr/lib/polkit-1/polkitd';

export const binaries = {
  release: join(helper, 'brainkernel-helper'),
  sanitized: join(helper, 'build', 'sanitized', 'brainkernel-helper'),
} as const;

/** An unprivileged user. */
export const NOBODY = 65_534;

const rules = `
polkit.addAdminRule(function () { return ['unix-user:0']; });
polkit.addRule(function (action, subject) {
  if (action.id.indexOf('org.brainkernel.helper.') !== 0) return undefined;
  var target = String(action.lookup('target'));
  if (target.indexOf('deny') === 0) return polkit.Result.NO;
  if (target.indexOf('ask') === 0) return polkit.Result.AUTH_ADMIN;
  if (target.indexOf('grant') === 0 || target.indexOf('updatedb') === 0) return polkit.Result.YES;
  return action.id === 'org.brainkernel.helper.adjust-own' ? polkit.Result.YES : undefined;
});
`;

interface StageOptions {
  readonly build?: keyof typeof binaries;
  readonly idleSeconds?: number;
}

/** One build at a time: test files run beside each other. */
export function build(...targets: readonly string[]): void {
  execFileSync('flock', [join(helper, 'Makefile'), 'make', '-s', '-C', helper, ...targets], { stdio: 'inherit' });
}

export class Stage implements AsyncDisposable {
  readonly address: string;
  readonly directory: string;
  /** What the helper wrote on standard error: its log, where there is no journal. */
  readonly log: string[] = [];
  readonly #options: StageOptions;
  readonly #children: ChildProcess[] = [];
  readonly #ends: AsyncDisposable[] = [];
  #helper: ChildProcess | null = null;

  private constructor(directory: string, options: StageOptions) {
    this.directory = directory;
    this.address = `unix:path=${directory}/bus`;
    this.#options = options;
  }

  static async set(options: StageOptions = {}): Promise<Stage> {
    if (process.getuid?.() !== 0)
      throw new Error('these tests start a system bus and a privileged helper: run them as root');
    if (!existsSync(POLKITD)) throw new Error('these tests need Debian’s package polkitd');
    build('brainkernel-helper', 'sanitized', 'tests');
    const directory = mkdtempSync(join(tmpdir(), 'helper-'));
    chmodSync(directory, 0o755);
    const stage = new Stage(directory, options);
    stage.#children.push((await startSystemBus(directory)).child);
    await stage.#startAuthority();
    await stage.startHelper();
    return stage;
  }

  get helperPid(): number {
    return this.#helper?.pid ?? 0;
  }

  /** Its exit code, once it has ended by itself or by a signal. */
  helperEnd(): Promise<number | null> {
    const child = this.#helper;
    if (child === null) return Promise.resolve(null);
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
    return once(child, 'exit').then(([code]) => code as number | null);
  }

  async startHelper(): Promise<void> {
    const runtime = join(this.directory, 'runtime');
    mkdirSync(runtime, { recursive: true, mode: 0o700 });
    const child = spawn(
      binaries[this.#options.build ?? 'sanitized'],
      [`--idle=${this.#options.idleSeconds ?? 3_600}`],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          DBUS_SYSTEM_BUS_ADDRESS: this.address,
          RUNTIME_DIRECTORY: runtime,
          ASAN_OPTIONS: 'detect_leaks=1:abort_on_error=0',
        },
      },
    );
    createInterface({ input: child.stderr }).on('line', (line) => this.log.push(line));
    this.#helper = child;
    await this.nameAppears('org.brainkernel.Helper1');
  }

  signalHelper(signal: NodeJS.Signals): void {
    this.#helper?.kill(signal);
  }

  /** A client as this user; it ends with the stage. */
  async client(uid = NOBODY): Promise<RemoteClient> {
    return this.#with(await RemoteClient.start(this.address, uid));
  }

  /** A program of this name, thread count and user to be treated; it ends with the stage. */
  async target(name = 'burner', threads = 1, uid = NOBODY): Promise<Target> {
    const program = join(this.directory, name);
    if (!existsSync(program)) copyFileSync(join(helper, 'build', 'tests', 'many-threads'), program);
    return this.#with(await Target.start(program, threads, uid));
  }

  /** Ends it and resolves when the name is free. */
  async stopHelper(): Promise<void> {
    this.signalHelper('SIGTERM');
    await this.nameVanishes('org.brainkernel.Helper1');
  }

  async endBus(): Promise<void> {
    const [bus] = this.#children;
    if (bus === undefined) return;
    bus.kill('SIGKILL');
    await once(bus, 'exit');
  }

  async nameAppears(name: string): Promise<void> {
    await this.#nameIs(name, true);
  }

  async nameVanishes(name: string): Promise<void> {
    await this.#nameIs(name, false);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#ends.reverse()) await one[Symbol.asyncDispose]();
    // a leak found at its end fails the test
    const sane = this.#helper;
    if (sane !== null && sane.exitCode === null && sane.signalCode === null) {
      sane.kill('SIGTERM');
      await once(sane, 'exit');
    }
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(this.directory, { recursive: true, force: true });
    const findings = this.log.filter((line) => /Sanitizer|runtime error/.test(line));
    if (findings.length > 0) throw new Error(`the sanitizers complain:\n${this.log.slice(-60).join('\n')}`);
  }

  #with<T extends AsyncDisposable>(one: T): T {
    this.#ends.push(one);
    return one;
  }

  /** polkitd knows its folders by heart: ours are laid over them, in a mount namespace of its own. */
  async #startAuthority(): Promise<void> {
    const [actions, own] = [join(this.directory, 'actions'), join(this.directory, 'rules')];
    mkdirSync(actions);
    mkdirSync(own);
    copyFileSync(join(assets, 'org.brainkernel.helper.policy'), join(actions, 'org.brainkernel.helper.policy'));
    writeFileSync(join(own, '10-test.rules'), rules);
    const script = `mount --bind "$1" /usr/share/polkit-1/actions && mount --bind "$2" /etc/polkit-1/rules.d && exec "$3" --no-debug`;
    const command = ['--mount', '--propagation', 'private', 'sh', '-ec', script, 'sh', actions, own, POLKITD];
    const child = spawn('unshare', command, { stdio: 'ignore', env: { DBUS_SYSTEM_BUS_ADDRESS: this.address } });
    this.#children.push(child);
    await this.nameAppears('org.freedesktop.PolicyKit1');
  }

  /** Subscribed before the first look: no change is missed. */
  async #nameIs(name: string, there: boolean): Promise<void> {
    const bus = await connectBus(this.address);
    try {
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          bus.nameHasOwner(name).then((owned) => {
            if (owned === there) resolve();
          }, reject);
        };
        bus.onSignal({ interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' }, look);
        look();
      });
    } finally {
      bus.dispose();
    }
  }
}

/** Lines of a file of /proc that begin so, as numbers. */
export const procNumber = (pid: number, file: string, key: string): number =>
  Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? NaN);
