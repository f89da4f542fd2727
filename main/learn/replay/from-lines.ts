/** Lines -> the Apps and Cases they stand for, with everything that was left out at rest. Pure. */
import type { PressureLine, SystemReading } from '../../sampler/snapshot.ts';
import type { App, Context } from '../../workload/app.ts';
import type { LineOf } from './line.ts';
import type { RecordedApp, RecordedCase, RecordedCheck, RecordedDecision, RecordedVerdict } from './recorded.ts';

/** Holds from one line to the next. */
export type SharedContext = Omit<Context, 'idleSeconds'>;

export const contextOf = (one: LineOf<'context'>): SharedContext => {
  const { foreground, power, batteryPercent, presenting, games, otherTuners, regime } = one;
  const presentation = { kind: 'known', presenting, by: null } as const;
  return { foreground, power, batteryPercent, games, otherTuners, regime, presentation };
};

export function decisionOf(one: LineOf<'decided'>): RecordedDecision {
  const { id, at, statusAt, app, key, name, category, action, decider, tier, status, manual } = one;
  return { id, at, statusAt, appId: app, programKey: key, name, category, action, decider, tier, status, manual };
}

/** Its price and its exchange are not kept: it decides as one that was known before. */
export function verdictOf(one: LineOf<'verdict'>): RecordedVerdict {
  const { at, key, category, background, confidence, why, model, saidAt, expiresAt } = one;
  const said = { programKey: key, category, background, confidence, why, model, at: saidAt, expiresAt };
  return { at, verdict: { ...said, cost: null, exchangeId: null } };
}

export function appOf(one: LineOf<'app'>): App {
  const [pid, startTime, name] = one.process;
  return {
    id: one.id,
    name: one.name,
    icon: null,
    category: one.category,
    kind: one.is,
    known: one.known,
    immune: one.immune,
    unit: one.unit,
    userUnit: one.userUnit,
    cgroup: one.cgroup,
    uid: one.uid,
    ...(one.ancestors && { ancestors: one.ancestors }),
    ...(one.trust && { trust: { level: one.trust, findings: [] } }),
    program: {
      key: one.key,
      exe: one.exe,
      script: one.script,
      package:
        one.package === null
          ? null
          : { name: one.package[0], version: one.package[1], section: one.package[2], description: null },
      argvShape: '',
    },
    processes: [
      {
        pid,
        startTime,
        name,
        parentPid: 0,
        processGroup: pid,
        session: pid,
        ttyNumber: 0,
        state: 'S',
        kernelThread: one.is === 'kernel',
        threads: 1,
        nice: 0,
        schedPolicy: 'unknown',
        cpu: null,
        cpuSeconds: 0,
        memory: 0,
        majorFaults: 0,
        firstSeen: 0,
        identity: {
          exe: one.exe,
          exeDeleted: false,
          argv: [],
          cgroup: one.cgroup,
          cpuCgroup: one.cgroup,
          uid: one.uid,
        },
        expensive: null,
      },
    ],
  };
}

const nameOf = ({ id, name, category, program }: App): RecordedApp => ({
  appId: id,
  programKey: program.key,
  name,
  category,
});

/** Null when it speaks of an app that was never introduced, or of one twice. */
export function checkOf(
  { at, monotonic, hour, strategy, idle, system, waiting, waits, cases, treated, gone }: LineOf<'check'>,
  run: string,
  shared: SharedContext,
  apps: ReadonlyMap<number, App>,
): RecordedCheck | null {
  const context: Context = { ...shared, idleSeconds: idle };
  const reading = readingOf(system);
  const front = shared.foreground.kind === 'known' ? shared.foreground.appId : null;
  const found: RecordedCase[] = [];
  const seen = new Set<string>();
  for (const [n, ageSeconds, cpu5, cpu60, burstiness, memory, memorySlope, ioRead, ioWrite, ...rest] of cases) {
    const [runDelay, wakeups, threads, ramp] = rest;
    const app = apps.get(n);
    if (!app || seen.has(app.id)) return null;
    seen.add(app.id);
    const someoneWaits = waiting !== null && waits !== n;
    const subject = {
      app,
      behaviour: {
        ageSeconds,
        cpu5,
        cpu60,
        burstiness,
        memory,
        memorySlope,
        ioRead,
        ioWrite,
        runDelay,
        wakeups,
        threads,
        ramp,
      },
      at: monotonic,
      context,
      system: reading,
      strategy,
      foreground: front === app.id,
      someoneWaits,
      waiting: someoneWaits ? waiting : null,
    };
    found.push({ at, subject });
  }
  const inForce = [];
  for (const [n, action, byPerson] of treated) {
    const app = apps.get(n);
    if (!app) return null;
    inForce.push({ ...nameOf(app), action, byPerson });
  }
  const waitingId = waits === null ? null : (apps.get(waits)?.id ?? null);
  return {
    at,
    monotonic,
    hour,
    run,
    context,
    system: reading,
    strategy,
    waiting: waiting === null ? null : { appId: waitingId, name: waiting },
    cases: found,
    treated: inForce,
    gone,
  };
}

function readingOf({ cpus, busy, memory, oomKills, load1, pressure }: LineOf<'check'>['system']): SystemReading {
  const [memoryTotal, memoryAvailable, swapTotal, swapFree] = memory;
  return {
    cpus,
    cpuBusy: busy,
    cpuBusyEach: [],
    memoryTotal,
    memoryAvailable,
    swapTotal,
    swapFree,
    oomKills,
    load1,
    pressure:
      pressure === null
        ? null
        : {
            cpuSome: pressureOf(pressure[0]),
            memorySome: pressureOf(pressure[1]),
            memoryFull: pressureOf(pressure[2]),
            ioSome: pressureOf(pressure[3]),
            ioFull: pressureOf(pressure[4]),
          },
  };
}

const pressureOf = ([avg10, avg60, avg300, now]: readonly [number, number, number, number]): PressureLine => ({
  avg10,
  avg60,
  avg300,
  now,
});
