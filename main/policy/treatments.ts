/**
 * What each action means in units of the levers. Plans never make a program more favoured than it was: a nice of 19
 * stays 19 under `gentle`. Weights are cgroup v2 (default 100); nice and policies as in sched(7), ioprio_set(2).
 */
import type { Treatment } from '../decide/case.ts';

const untouched: Treatment = {
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

export const treatments = {
  'leave-alone': untouched,
  /** A little more than others: only ever given on a person's word or to a registered game. */
  prefer: { ...untouched, nice: -5, cpuWeight: 400, ioWeight: 300 },
  /** Work the person waits for, though not in front: it yields but keeps a real share. */
  gentle: {
    ...untouched,
    nice: 10,
    schedPolicy: 'batch',
    ioPriority: { class: 'best-effort', level: 6 },
    cpuWeight: 40,
    ioWeight: 40,
  },
  /**
   * Work nobody waits for. SCHED_IDLE, because it is the one policy that a waking task always pre-empts
   * (kernel/sched/fair.c, wakeup preemption); nice 19 keeps the share small where the policy may not be used.
   */
  firm: {
    ...untouched,
    nice: 19,
    schedPolicy: 'idle',
    ioPriority: { class: 'idle', level: 7 },
    cpuWeight: 10,
    ioWeight: 10,
  },
  /** As firm, and the kernel takes it first when memory runs out. */
  'first-to-go': {
    ...untouched,
    nice: 19,
    schedPolicy: 'idle',
    ioPriority: { class: 'idle', level: 7 },
    cpuWeight: 10,
    ioWeight: 10,
    oomScore: 300,
  },
  /** As firm, and never more than half a CPU where a quota can be set. */
  throttle: {
    ...untouched,
    nice: 19,
    schedPolicy: 'idle',
    ioPriority: { class: 'idle', level: 7 },
    cpuWeight: 1,
    ioWeight: 1,
    cpuMax: 0.5,
  },
  freeze: { ...untouched, freeze: true },
  end: { ...untouched, signal: 'TERM' },
} as const satisfies Record<string, Treatment>;

export type TreatmentName = keyof typeof treatments;
