/** Apps and processes as rows on the wire. Pure; numbers are rounded so that a row that looks the same is the same. */
import type { AppRow, ProcessRow } from '../../contract/machine.ts';
import type { Lock } from '../guard/locks.ts';
import { printable } from '../printable.ts';
import type { InForce } from '../record/in-force.ts';
import type { ProcessKey, ProcessReading } from '../sampler/snapshot.ts';
import type { App, ObservedApp } from '../workload/app.ts';

export interface RowFacts {
  readonly treatmentOf: (appId: string) => InForce | null;
  readonly lockOf: (process: ProcessKey) => Lock | null;
  readonly lockOfApp: (appId: string) => Lock | null;
  readonly treated: ReadonlySet<number>;
  readonly userName: (uid: number) => string;
  /** cgroup v2 weight of an app's own unit, where it is known. */
  readonly cpuWeightOf: (app: App) => number | null;
  readonly isImmune: (one: ObservedApp) => boolean;
  readonly foregroundApp: string | null;
}

export function appRow(one: ObservedApp, facts: RowFacts): AppRow {
  const { app, behaviour } = one;
  const treatment = facts.treatmentOf(app.id);
  return {
    id: app.id,
    name: printable(app.name),
    icon: app.icon,
    category: app.category,
    kind: app.kind,
    unit: app.unit,
    known: app.known,
    pids: app.processes.map(({ pid }) => pid),
    cpu: toThousandth(sum(app.processes, (process) => process.cpu ?? 0)),
    memory: sum(app.processes, (process) => process.memory),
    ioRead: wholeOrNull(behaviour.ioRead),
    ioWrite: wholeOrNull(behaviour.ioWrite),
    runDelay: tenthOrNull(behaviour.runDelay),
    cpuWeight: facts.cpuWeightOf(app),
    foreground: app.id === facts.foregroundApp,
    immune: facts.isImmune(one),
    treatment: treatment && { action: treatment.action, decisionId: treatment.decisionId },
    lock: facts.lockOfApp(app.id)?.reason ?? null,
  };
}

export function processRow(process: ProcessReading, appId: string, facts: RowFacts): ProcessRow {
  const { expensive, identity } = process;
  return {
    pid: process.pid,
    startTime: process.startTime,
    parentPid: process.parentPid,
    appId,
    name: printable(process.name),
    exe: identity.exe,
    user: facts.userName(identity.uid),
    state: process.state,
    threads: process.threads,
    cpu: toThousandth(process.cpu ?? 0),
    memory: process.memory,
    ioRead: wholeOrNull(expensive?.ioRead ?? null),
    ioWrite: wholeOrNull(expensive?.ioWrite ?? null),
    runDelay: tenthOrNull(expensive?.runDelay ?? null),
    nice: process.nice,
    schedPolicy: process.schedPolicy,
    setBy: setBy(process, facts),
  };
}

function setBy(process: ProcessReading, facts: RowFacts): ProcessRow['setBy'] {
  if (facts.treated.has(process.pid)) return 'brainkernel';
  return facts.lockOf(process) === null ? 'default' : 'person';
}

const sum = (processes: readonly ProcessReading[], of: (process: ProcessReading) => number): number =>
  processes.reduce((total, process) => total + of(process), 0);
const toThousandth = (value: number): number => Math.round(value * 1000) / 1000;
const wholeOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value));
const tenthOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);
