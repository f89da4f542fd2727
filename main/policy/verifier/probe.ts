/** Cases that never happened: an app of a given name and category in a given situation, to try a policy on. Pure. */
import type { Category } from '../../../contract/words.ts';
import type { Case } from '../../decide/case.ts';
import type { SystemReading } from '../../sampler/snapshot.ts';

export interface ProbeApp {
  readonly name: string;
  readonly exe: string;
  readonly category: Category;
}

export interface ProbeSituation {
  readonly foreground: boolean;
  /** Somebody waits, and the CPUs are pressed. */
  readonly contended: boolean;
  /** The app works hard. */
  readonly busy: boolean;
}

const calm = { avg10: 0, avg60: 0, avg300: 0, now: 0 };

const system = (contended: boolean): SystemReading => ({
  cpus: 4,
  cpuBusy: contended ? 4 : 1,
  cpuBusyEach: [],
  memoryTotal: 16e9,
  memoryAvailable: 8e9,
  swapTotal: 0,
  swapFree: 0,
  oomKills: 0,
  load1: contended ? 8 : 1,
  pressure: {
    cpuSome: contended ? { ...calm, avg10: 60 } : calm,
    memorySome: calm,
    memoryFull: calm,
    ioSome: calm,
    ioFull: calm,
  },
});

export const probe = (
  { name, exe, category }: ProbeApp,
  { foreground, contended, busy }: ProbeSituation = { foreground: false, contended: true, busy: true },
): Case => ({
  app: {
    id: `probe:${name}`,
    name,
    icon: null,
    category,
    kind: 'app',
    known: category === 'unknown' ? 'unknown' : 'catalogue',
    immune: false,
    unit: null,
    userUnit: true,
    cgroup: '',
    uid: 1000,
    program: { key: `probe:${exe}`, exe, script: null, package: null, argvShape: '' },
    processes: [],
  },
  behaviour: {
    ageSeconds: 600,
    cpu5: busy ? 1 : 0,
    cpu60: busy ? 1 : 0,
    burstiness: 0,
    memory: busy ? 1e9 : 20e6,
    memorySlope: 0,
    ioRead: busy ? 50e6 : 0,
    ioWrite: 0,
    runDelay: busy ? 10 : 0,
    wakeups: 0,
    threads: 4,
    ramp: 1,
  },
  at: 0,
  context: {
    foreground: { kind: 'unknown', why: 'a probe' },
    power: 'battery',
    batteryPercent: 20,
    idleSeconds: null,
    games: [],
    otherTuners: [],
    regime: {
      scheduler: 'eevdf',
      scxName: null,
      autogroup: false,
      cgroup: 'v2',
      userManager: true,
      delegated: [],
      canRaisePriority: false,
      voidLevers: [],
    },
  },
  system: system(contended),
  strategy: 'balanced',
  foreground,
  someoneWaits: contended && !foreground,
  waiting: null,
});

export const probeSituations: readonly ProbeSituation[] = [true, false].flatMap((foreground) =>
  [true, false].flatMap((contended) => [true, false].map((busy) => ({ foreground, contended, busy }))),
);
