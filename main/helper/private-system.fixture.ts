/**
 * A system of a test's own: a mount namespace with a fresh layer over this machine's /usr, /etc and /var, and an empty
 * /run. The real text of root runs there on the real paths, and what it changed is what the layers hold.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import type { ChildProcess, SpawnSyncReturns } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LayoutName } from './layout.ts';
import { layouts } from './layout.ts';
import { rootCommand } from './root-side.ts';

const layered = ['usr', 'etc', 'var'];

/** $1: where the layers lie, $2: how much room they have. Stays until its standard input ends. */
const setUp = `
mount -t tmpfs -o "mode=755,size=$2" tmpfs "$1"
for name in ${layered.join(' ')}; do
  mkdir "$1/$name" "$1/$name.work"
  mount -t overlay overlay -o "lowerdir=/$name,upperdir=$1/$name,workdir=$1/$name.work" "/$name"
done
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/dbus
echo ready
exec cat
`;

export class PrivateSystem implements AsyncDisposable {
  /** Seen from inside and outside alike. */
  readonly folder: string;
  readonly #layers: string;
  readonly #holder: ChildProcess;

  private constructor(folder: string, layers: string, holder: ChildProcess) {
    this.folder = folder;
    this.#layers = layers;
    this.#holder = holder;
  }

  /** @param room of what is written there, as tmpfs(5) takes it */
  static async start(room = '64m'): Promise<PrivateSystem> {
    if (process.getuid?.() !== 0)
      throw new Error('these tests install as root, in a mount namespace: run them as root');
    const folder = mkdtempSync(join(tmpdir(), 'private-system-'));
    chmodSync(folder, 0o755);
    const layers = join(folder, 'layers');
    mkdirSync(layers);
    const command = ['--mount', '--propagation', 'private', 'sh', '-ec', setUp, 'sh', layers, room];
    const holder = spawn('unshare', command, { stdio: ['pipe', 'pipe', 'inherit'] });
    const [said] = (await Promise.race([
      once(createInterface({ input: holder.stdout }), 'line'),
      once(holder, 'exit').then(() => ['no namespace']),
    ])) as [string];
    if (said !== 'ready') throw new Error('these tests need mount namespaces and overlayfs, with the rights to mount');
    return new PrivateSystem(folder, layers, holder);
  }

  /** The command that runs it there. */
  inside(command: readonly string[]): readonly string[] {
    return ['nsenter', `--mount=/proc/${this.#holder.pid ?? 0}/ns/mnt`, '--', ...command];
  }

  run(command: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
    const [program = '', ...args] = this.inside(command);
    return spawnSync(program, args, { encoding: 'utf8', cwd: '/', env: { PATH: process.env['PATH'], ...env } });
  }

  /** As a script of sh; throws when it fails. */
  sh(script: string, ...args: readonly string[]): string {
    const { status, stdout, stderr } = this.run(['sh', '-euc', script, 'sh', ...args]);
    if (status !== 0) throw new Error(`${script}: ${stderr}`);
    return stdout.trim();
  }

  spawn(command: readonly string[], stdio: 'ignore' | 'pipe' = 'ignore'): ChildProcess {
    const [program = '', ...args] = this.inside(command);
    return spawn(program, args, { stdio, cwd: '/' });
  }

  /** Where the test finds a file of it. */
  path(path: string): string {
    return `/proc/${this.#holder.pid ?? 0}/root${path}`;
  }

  /** Files that are other than this machine's, and what lies in /run. What dpkg and polkit keep is none of it. */
  changed(): readonly string[] {
    const script = `cd "$1"; find ${layered.join(' ')} ! -type d; find /run ! -type d | sed 's|^/||'`;
    return this.sh(script, this.#layers)
      .split('\n')
      .filter((path) => path !== '' && !/^(var|run\/dbus)\//.test(path))
      .map((path) => `/${path}`)
      .toSorted();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#holder.exitCode === null && this.#holder.signalCode === null) {
      const gone = once(this.#holder, 'exit');
      this.#holder.stdin?.end();
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const root = join(import.meta.dirname, '..', '..');

/** What the repository has, with a program in the helper's place: nobody starts it here. */
export function sampleContent(name: string): Buffer {
  if (name === 'brainkernel-helper') return Buffer.alloc(80_000, 'a helper of the test ');
  return readFileSync(join(root, 'assets', 'helper', name));
}

export interface StagedSample {
  readonly folder: string;
  /** What root is given: `install`, the folder, the five checksums with their paths. */
  readonly args: readonly string[];
}

let samples = 0;

/** Files as the app stages them. @param name of the folder, which may be a hostile one */
export function stageSample(
  parent: string,
  layout: LayoutName,
  { uid = 0, name = `staging-${samples++}`, content = sampleContent } = {},
): StagedSample {
  const folder = join(parent, name);
  mkdirSync(folder, { mode: 0o700 });
  const sums = layouts[layout].map((file) => {
    const bytes = content(file.name);
    writeFileSync(join(folder, file.name), bytes, { mode: 0o600 });
    chownSync(join(folder, file.name), uid, uid);
    return `${createHash('sha256').update(bytes).digest('hex')}:${file.path}`;
  });
  chownSync(folder, uid, uid);
  return { folder, args: ['install', folder, ...sums] };
}

/** Where the files of a layout lie, in order. */
export const pathsOf = (layout: LayoutName): readonly string[] => layouts[layout].map(({ path }) => path).toSorted();

/** Runs the text of root. */
export const runRootSide = (system: PrivateSystem, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  system.run(rootCommand(args), env);

/** Puts a package with this file into the database of dpkg. */
export function installPackage(system: PrivateSystem, path: string): void {
  const tree = join(system.folder, 'package');
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  mkdirSync(join(tree, path, '..'), { recursive: true });
  const control = ['Package: brainkernel-desktop', 'Version: 1', 'Architecture: all', 'Maintainer: nobody <a@b.c>'];
  writeFileSync(join(tree, 'DEBIAN', 'control'), `${control.join('\n')}\nDescription: for a test\n`);
  writeFileSync(join(tree, path), 'of a package');
  execFileSync('dpkg-deb', ['--root-owner-group', '--build', tree, join(system.folder, 'package.deb')]);
  system.sh('dpkg --install "$1" >/dev/null', join(system.folder, 'package.deb'));
}
