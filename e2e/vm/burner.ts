/** Programs that burn a CPU inside the test machine, and what the kernel says about them. */
import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Plan } from '../../main/act/intervention.ts';
import type { ProcessKey } from '../../main/sampler/snapshot.ts';
import type { Treatment } from '../../main/decide/case.ts';

export interface Burner extends ProcessKey {
  readonly end: () => void;
}

/** All of them on one CPU, so that they have to share it. */
const loop = (shell: string): readonly string[] => ['taskset', '-c', '1', shell, '-c', 'while :; do :; done'];

/**
 * Burns as a child of ours, in our cgroup, as a program started from a shell does; or as `command` puts it.
 * @param shell the executable that burns: a shell under whatever name
 */
export async function burn(command: readonly string[] = [], shell = 'sh'): Promise<Burner> {
  const [program = '', ...args] = [...command, ...loop(shell)];
  const child = spawn(program, args, { stdio: 'ignore' });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} did not start`);
  // systemd-run and taskset turn into the loop: same pid
  for (;;) {
    const argv = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
    if (argv[0] === shell) break;
    if (child.exitCode !== null) throw new Error(`${program} ended with ${child.exitCode}`);
    await delay(50);
  }
  return { pid, startTime: statOf(pid).startTime, end: () => void child.kill('SIGKILL') };
}

/** In a scope of its own below the user's manager. */
export const burnInScope = (unit: string, shell = 'sh'): Promise<Burner> =>
  burn(['systemd-run', '--user', '--scope', '-q', `--unit=${unit}`], shell);

/** A shell whose executable is named so: a program's name is what it is known by. Below the folder of the job. */
export function shellNamed(path: string): string {
  const file = resolve('programs', path);
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync('/bin/sh', file);
  return file;
}

export function statOf(pid: number) {
  const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { ticks: Number(fields[11]) + Number(fields[12]), startTime: Number(fields[19]) };
}

/** How many times the CPU of the second the first got, over at least `seconds` of CPU of both. */
export async function cpuRatio(first: ProcessKey, second: ProcessKey, seconds = 6): Promise<number> {
  const [a, b] = [statOf(first.pid).ticks, statOf(second.pid).ticks];
  for (;;) {
    await delay(500);
    const [used, other] = [statOf(first.pid).ticks - a, statOf(second.pid).ticks - b];
    if (used + other >= seconds * 100) return used / Math.max(1, other);
  }
}

/** CPU ticks that it gets while another burns `seconds` of CPU. */
export async function ticksWhile(quiet: ProcessKey, busy: ProcessKey, seconds = 2): Promise<number> {
  const [a, b] = [statOf(quiet.pid).ticks, statOf(busy.pid).ticks];
  while (statOf(busy.pid).ticks - b < seconds * 100) await delay(200);
  return statOf(quiet.pid).ticks - a;
}

export const cgroupOf = (pid: number): string => readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().replace(/^0::/, '');

/** A file of the cgroup of a process; null where there is none. */
export function cgroupFile(pid: number, file: string): string | null {
  try {
    return readFileSync(`/sys/fs/cgroup${cgroupOf(pid)}/${file}`, 'utf8').trim();
  } catch {
    return null;
  }
}

export const show = (unit: string, property: string, ...scope: readonly string[]): string =>
  execFileSync('systemctl', [...scope, 'show', '--value', '-p', property, unit], { encoding: 'utf8' }).trim();

let decisions = 0;

export function plan(processes: readonly ProcessKey[], unit: string | null, treatment: Partial<Treatment>): Plan {
  const [first] = processes;
  return {
    decisionId: `vm-${++decisions}`,
    app: {
      id: `vm:${unit ?? String(first?.pid)}`,
      name: 'burner',
      category: 'unknown',
      unit,
      userUnit: process.getuid?.() !== 0,
      kind: unit === null ? 'tree' : 'app',
      cgroup: first === undefined ? '/' : cgroupOf(first.pid),
      uid: process.getuid?.() ?? 0,
    },
    processes: processes.map(({ pid, startTime }) => ({ pid, startTime })),
    treatment: {
      nice: null,
      ioPriority: null,
      schedPolicy: null,
      cpuWeight: null,
      ioWeight: null,
      cpuMax: null,
      oomScore: null,
      freeze: false,
      signal: null,
      ...treatment,
    },
  };
}

/** The process that a system service runs. */
export function mainProcessOf(service: string): ProcessKey {
  const pid = Number(show(service, 'MainPID'));
  return { pid, startTime: statOf(pid).startTime };
}
