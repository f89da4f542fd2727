/** Cases for tests, each part replaceable. */
import type { ProcessReading, Snapshot, SystemReading } from '../sampler/snapshot.ts';
import type { App, Behaviour, Context } from '../workload/app.ts';
import type { Case } from './case.ts';

export const aProcess = (change: Partial<ProcessReading> = {}): ProcessReading => ({
  pid: 4000,
  startTime: 90_000,
  parentPid: 1000,
  processGroup: 4000,
  session: 4000,
  ttyNumber: 0,
  name: 'tracker-miner-f',
  state: 'R',
  kernelThread: false,
  threads: 1,
  nice: 0,
  schedPolicy: 'other',
  cpu: 1,
  cpuSeconds: 60,
  memory: 50_000_000,
  majorFaults: 0,
  firstSeen: 0,
  identity: {
    exe: '/usr/libexec/tracker-miner-fs-3',
    exeDeleted: false,
    argv: ['/usr/libexec/tracker-miner-fs-3'],
    cgroup: '/user.slice/user-1000.slice/session-2.scope',
    cpuCgroup: '/user.slice/user-1000.slice/session-2.scope',
    uid: 1000,
  },
  expensive: null,
  ...change,
});

export const anApp = (change: Partial<App> = {}): App => ({
  id: 'tree:4000:90000',
  name: 'Tracker',
  icon: null,
  category: 'indexer',
  kind: 'tree',
  known: 'catalogue',
  immune: false,
  unit: null,
  userUnit: false,
  cgroup: '/user.slice/user-1000.slice/session-2.scope',
  uid: 1000,
  program: {
    key: 'program-tracker',
    exe: '/usr/libexec/tracker-miner-fs-3',
    script: null,
    package: null,
    argvShape: '',
  },
  processes: [aProcess()],
  ...change,
});

export const aBehaviour = (change: Partial<Behaviour> = {}): Behaviour => ({
  ageSeconds: 600,
  cpu5: 1,
  cpu60: 1,
  burstiness: 0,
  memory: 50_000_000,
  memorySlope: 0,
  ioRead: 0,
  ioWrite: 0,
  runDelay: 0,
  wakeups: 0,
  threads: 1,
  ramp: 1,
  ...change,
});

export const aContext = (change: Partial<Context> = {}): Context => ({
  foreground: { kind: 'unknown', why: 'there is no display' },
  power: 'mains',
  batteryPercent: null,
  idleSeconds: null,
  games: [],
  otherTuners: [],
  regime: {
    scheduler: 'eevdf',
    scxName: null,
    autogroup: false,
    cgroup: 'v2',
    userManager: true,
    delegated: ['cpu', 'memory', 'pids'],
    canRaisePriority: true,
    voidLevers: [],
  },
  ...change,
});

/** CPU pressure in per cent over 10 s; everything else quiet. */
export const aSystem = (cpuPressure = 0, change: Partial<SystemReading> = {}): SystemReading => {
  const quiet = { avg10: 0, avg60: 0, avg300: 0, now: 0 };
  return {
    cpus: 2,
    cpuBusy: 1,
    cpuBusyEach: [1, 1],
    memoryTotal: 16e9,
    memoryAvailable: 8e9,
    swapTotal: 0,
    swapFree: 0,
    oomKills: 0,
    load1: 1,
    pressure: {
      cpuSome: { ...quiet, avg10: cpuPressure },
      memorySome: quiet,
      memoryFull: quiet,
      ioSome: quiet,
      ioFull: quiet,
    },
    ...change,
  };
};

export const aCase = (change: Partial<Case> = {}): Case => ({
  app: anApp(),
  behaviour: aBehaviour(),
  at: 0,
  context: aContext(),
  system: aSystem(60),
  strategy: 'balanced',
  foreground: false,
  someoneWaits: true,
  waiting: 'Firefox',
  ...change,
});

export const aSnapshot = (processes: readonly ProcessReading[], change: Partial<Snapshot> = {}): Snapshot => ({
  at: 0,
  wallTime: 1_700_000_000_000,
  elapsedMs: 1000,
  reset: 'none',
  processes: new Map(processes.map((process) => [process.pid, process])),
  started: [],
  ended: [],
  system: aSystem(60),
  costMs: 1,
  ...change,
});
