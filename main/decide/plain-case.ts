/** The plainest case of a category: what policies are asked about where no program of it need run. Pure. */
import type { Category } from '../../contract/words.ts';
import type { Case } from './case.ts';

const noPressure = { avg10: 0, avg60: 0, avg300: 0, now: 0 };

/** One CPU's worth of work in the background, on mains, under pressure, while another program waits. */
export function plainCase(of: Category): Case {
  return {
    app: {
      id: 'plain',
      name: 'plain',
      icon: null,
      category: of,
      kind: 'tree',
      known: 'catalogue',
      immune: false,
      unit: null,
      userUnit: false,
      cgroup: '/',
      uid: 1000,
      program: { key: 'plain', exe: null, script: null, package: null, argvShape: '' },
      processes: [],
    },
    behaviour: {
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
    },
    at: 0,
    context: {
      foreground: { kind: 'unknown', why: 'nobody looks' },
      power: 'mains',
      batteryPercent: null,
      idleSeconds: null,
      games: [],
      otherTuners: [],
      regime: {
        scheduler: 'unknown',
        scxName: null,
        autogroup: false,
        cgroup: 'none',
        userManager: false,
        delegated: [],
        canRaisePriority: false,
        voidLevers: [],
      },
    },
    system: {
      cpus: 4,
      cpuBusy: 1,
      cpuBusyEach: [],
      memoryTotal: 16e9,
      memoryAvailable: 8e9,
      swapTotal: 0,
      swapFree: 0,
      oomKills: 0,
      load1: 8,
      pressure: {
        cpuSome: { ...noPressure, avg10: 60 },
        memorySome: noPressure,
        memoryFull: noPressure,
        ioSome: noPressure,
        ioFull: noPressure,
      },
    },
    strategy: 'balanced',
    foreground: false,
    someoneWaits: true,
    waiting: 'another',
  };
}
