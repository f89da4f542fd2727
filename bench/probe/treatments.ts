/**
 * Treatments a person who knows the kernel would give the burners by hand, with the tools of util-linux (so they owe
 * nothing to the levers of the product).
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { inForceUntilTheBurnersEnd } from './measure.ts';
import type { Arm, Sessions } from './measure.ts';

type Treat = (pids: readonly number[]) => void;

const threadsOf = (pids: readonly number[]): readonly string[] =>
  pids.flatMap((pid) => readdirSync(`/proc/${pid}/task`));

/** setpriority(2) on a process id reaches that one thread alone on Linux. */
const nice =
  (value: number): Treat =>
  (pids) =>
    execFileSync('renice', ['-n', String(value), '-p', ...threadsOf(pids)], { stdio: ['ignore', 'ignore', 'inherit'] });

const policy =
  (flag: '--idle' | '--batch'): Treat =>
  (pids) => {
    for (const pid of pids) execFileSync('chrt', ['--all-tasks', flag, '--pid', '0', String(pid)]);
  };

/** The nice value of the session's group, in force where autogroups are: proc_pid_autogroup(5). */
const autogroup =
  (value: number): Treat =>
  (pids) => {
    for (const pid of pids) writeFileSync(`/proc/${pid}/autogroup`, String(value));
  };

const all =
  (...treats: readonly Treat[]): Treat =>
  (pids) => {
    for (const treat of treats) treat(pids);
  };

const treatments = {
  'nice 10': nice(10),
  'nice 19': nice(19),
  'batch, nice 19': all(policy('--batch'), nice(19)),
  idle: policy('--idle'),
  'idle, nice 19': all(policy('--idle'), nice(19)),
  'autogroup 10': autogroup(10),
  'autogroup 19': autogroup(19),
  'autogroup 19, nice 19': all(autogroup(19), nice(19)),
  'autogroup 19, idle': all(autogroup(19), policy('--idle')),
} as const satisfies Record<string, Treat>;

type TreatmentName = keyof typeof treatments;
export const treatmentNames = Object.keys(treatments);
export const isTreatment = (name: string): name is TreatmentName => Object.hasOwn(treatments, name);

/**
 * The best of them, found by `--by-hand` with each on Linux 6.18, 2 CPUs. In the session of the probe SCHED_IDLE is well
 * ahead of any nice value and batch adds nothing. In other sessions nice, batch and SCHED_IDLE are placebos and the nice
 * value of the autogroup is all that counts.
 */
export const best: Readonly<Record<Sessions, TreatmentName>> = { same: 'idle', other: 'autogroup 19' };

export const byHand =
  (name: TreatmentName): Arm =>
  (_launcher, burners) => {
    treatments[name](burners);
    return inForceUntilTheBurnersEnd;
  };
