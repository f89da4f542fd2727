/** Hand-made readings: what the sampler would say of a process, with everything unsaid at rest. */
import type { ProcessReading, Snapshot, SystemReading } from '../sampler/snapshot.ts';
import { noPackages } from './packages/package-index.ts';
import type { DesktopEntries } from './desktop/desktop-entries.ts';
import type { DesktopEntry } from './desktop/desktop-entry.ts';
import { createWorkload } from './workload.ts';
import type { App, Workload } from './app.ts';

export interface Sketch {
  readonly pid: number;
  readonly exe?: string | null;
  readonly argv?: readonly string[];
  readonly parent?: number;
  readonly cgroup?: string;
  readonly uid?: number;
  readonly start?: number;
  readonly tty?: number;
  readonly session?: number;
  readonly kernel?: boolean;
  readonly cpu?: number | null;
  readonly cpuSeconds?: number;
  readonly memory?: number;
  readonly firstSeen?: number;
  readonly expensive?: ProcessReading['expensive'];
}

export function reading(sketch: Sketch): ProcessReading {
  const { pid, exe = '/usr/bin/true', start = pid } = sketch;
  const argv = sketch.argv ?? (exe === null ? [] : [exe]);
  return {
    pid,
    startTime: start,
    parentPid: sketch.parent ?? 1,
    processGroup: pid,
    session: sketch.session ?? pid,
    ttyNumber: sketch.tty ?? 0,
    name: (exe ?? `p${pid}`).slice(-15),
    state: 'S',
    kernelThread: sketch.kernel ?? false,
    threads: 1,
    nice: 0,
    schedPolicy: 'other',
    cpu: sketch.cpu ?? null,
    cpuSeconds: sketch.cpuSeconds ?? 0,
    memory: sketch.memory ?? 0,
    majorFaults: 0,
    firstSeen: sketch.firstSeen ?? 0,
    identity: {
      exe: sketch.kernel === true ? null : exe,
      exeDeleted: false,
      argv: sketch.kernel === true ? [] : argv,
      cgroup: sketch.cgroup ?? '/',
      cpuCgroup: sketch.cgroup ?? '/',
      uid: sketch.uid ?? 1000,
    },
    expensive: sketch.expensive ?? null,
  };
}

const atRest: SystemReading = {
  cpus: 2,
  cpuBusy: 0,
  cpuBusyEach: [0, 0],
  memoryTotal: 8e9,
  memoryAvailable: 4e9,
  swapTotal: 0,
  swapFree: 0,
  oomKills: 0,
  load1: 0,
  pressure: null,
};

/** A snapshot of these processes; `seconds` since the one before, null for a first one. */
export function snapshotOf(processes: readonly ProcessReading[], seconds: number | null = null, at = 0): Snapshot {
  return {
    at,
    wallTime: at,
    elapsedMs: seconds === null ? null : seconds * 1000,
    reset: seconds === null ? 'first' : 'none',
    processes: new Map(processes.map((process) => [process.pid, process])),
    started: [],
    ended: [],
    system: atRest,
    costMs: 0,
  };
}

export function desktopOf(...entries: readonly (DesktopEntry & { readonly program?: string })[]): DesktopEntries {
  return {
    byId: (id) => entries.find((entry) => entry.id === id) ?? null,
    byProgram: (program) => entries.find((entry) => entry.program === program) ?? null,
    generation: () => 0,
    ready: Promise.resolve(),
    dispose: () => undefined,
  };
}

export function workloadWith(parts: Partial<Parameters<typeof createWorkload>[0]> = {}): Workload {
  return createWorkload({ packages: noPackages, desktop: desktopOf(), uptimeSeconds: () => 1_000_000, ...parts });
}

/** The apps that a workload makes of these processes at first sight. */
export function appsOf(sketches: readonly Sketch[], workload = workloadWith()): readonly App[] {
  return workload.observe(snapshotOf(sketches.map(reading)), null).map(({ app }) => app);
}

/** `id: pids` of each app, which is what grouping is about. */
export function groupsOf(
  sketches: readonly Sketch[],
  workload?: Workload,
): Readonly<Record<string, readonly number[]>> {
  return Object.fromEntries(appsOf(sketches, workload).map((app) => [app.id, app.processes.map(({ pid }) => pid)]));
}
