/** Snapshots in, apps with their behaviour out. */
import { uptime } from 'node:os';
import type { Category } from '../../contract/words.ts';
import type { ExpensiveReading, Snapshot } from '../sampler/snapshot.ts';
import type { App, Behaviour, ObservedApp, Workload } from './app.ts';
import { describe } from './description.ts';
import type { Description } from './description.ts';
import type { DesktopEntries } from './desktop/desktop-entries.ts';
import { createHistory } from './history.ts';
import type { PackageIndex } from './packages/package-index.ts';
import { createRoster } from './roster.ts';
import type { Group, Member } from './membership.ts';
import { byAge } from './membership.ts';
import { baseName } from './executable.ts';
import { noTrust } from './trust-index.ts';
import type { TrustIndex } from './trust-index.ts';
import { isOutdated } from './trust-of.ts';

export interface WorkloadParts {
  readonly packages: PackageIndex;
  readonly desktop: DesktopEntries;
  /** Whose executables are what their names say; nobody is doubted where it is left out. */
  readonly trust?: TrustIndex;
  /** Seconds since boot, suspend included: what start times count from. */
  readonly uptimeSeconds?: () => number;
}

/** Ticks of /proc/PID/stat: USER_HZ is 100 on every architecture that runs a desktop, proc_pid_stat(5). */
const ticksPerSecond = 100;
const rampSeconds = 120;
/** Time constant of rates that are only read for watched processes. */
const smoothingSeconds = 5;
const busyCpu = 0.02;
const mostWatched = 200;
const mostAncestors = 32;

/** What the workload keeps of an app beside its membership. */
interface Record {
  readonly slot: number;
  description: Description | null;
  behaviour: Behaviour | null;
  readonly rates: { -readonly [rate in keyof ExpensiveReading]: number | null };
  /** Start time of its oldest process ever, ticks. */
  birth: number;
  /** It was busy at some time. */
  standsOut: boolean;
}

export function createWorkload({
  packages,
  desktop,
  trust = noTrust,
  uptimeSeconds = uptime,
}: WorkloadParts): Workload {
  const history = createHistory();
  const records = new Map<Group, Record>();
  const verdicts = new Map<string, Category>();
  let foreground: number | null = null;
  let knowledge = -1;
  let trustKnown = 0;

  const roster = createRoster(
    (group) => {
      records.set(group, {
        slot: history.open(),
        description: null,
        behaviour: null,
        rates: { ioRead: null, ioWrite: null, runDelay: null, slices: null, wakeups: null },
        birth: group.founder.process.startTime,
        standsOut: false,
      });
    },
    (group) => {
      const record = records.get(group);
      if (record !== undefined) history.close(record.slot);
      records.delete(group);
    },
  );

  const described = (group: Group, record: Record): App => {
    if (group.dirty || record.description === null) {
      record.description = describe(
        group,
        { desktop, packages, verdicts, trust },
        { standsOut: record.standsOut, ancestors: ancestorsOf(group, roster.members) },
      );
      group.dirty = false;
    }
    return record.description.app;
  };

  /** Menus and package answers arrive between samples: what waited for them, or may be named anew, is described again. */
  const noticeKnowledge = (): void => {
    const now = packages.generation() + desktop.generation();
    if (now !== knowledge) for (const group of records.keys()) group.dirty = true;
    knowledge = now;
    if (trust.generation() === trustKnown) return;
    trustKnown = trust.generation();
    for (const [group, { description }] of records) {
      if (description !== null && isOutdated(description.asked, trust)) group.dirty = true;
    }
  };

  return {
    observe: (snapshot, foregroundPid) => {
      foreground = foregroundPid;
      roster.update(snapshot.processes);
      noticeKnowledge();
      const seconds = snapshot.elapsedMs === null ? null : snapshot.elapsedMs / 1000;
      if (seconds !== null && seconds > 0) history.advance(seconds);
      const uptimeNow = uptimeSeconds();
      const observed: ObservedApp[] = [];
      for (const [group, record] of records) {
        const now = total(group, snapshot, seconds);
        record.birth = Math.min(record.birth, now.birth);
        if (seconds !== null && seconds > 0) {
          history.record(record.slot, now.cpu, now.memory);
          smooth(record.rates, now, seconds);
        }
        const ageSeconds = Math.max(0, uptimeNow - record.birth / ticksPerSecond);
        record.behaviour = {
          ...history.trend(record.slot),
          ageSeconds,
          memory: now.memory,
          threads: now.threads,
          ioRead: record.rates.ioRead,
          ioWrite: record.rates.ioWrite,
          runDelay: record.rates.runDelay,
          wakeups: record.rates.wakeups,
          ramp: Math.min(1, ageSeconds / rampSeconds),
        };
        if (!record.standsOut && record.behaviour.cpu5 > busyCpu) {
          record.standsOut = true;
          group.dirty = true;
        }
        observed.push({ app: described(group, record), behaviour: record.behaviour });
      }
      return observed;
    },

    worthWatching: (treated) => {
      const watched = new Set<number>();
      const watch = (group: Group): void => {
        for (const pid of busiestFirst(group)) if (watched.size < mostWatched) watched.add(pid);
      };
      for (const pid of treated) if (roster.members.has(pid) && watched.size < mostWatched) watched.add(pid);
      const front = foreground === null ? null : (roster.members.get(foreground)?.app ?? null);
      if (front !== null) watch(front);
      const busy = [...records]
        .map(([group, { behaviour }]) => ({ group, cpu: behaviour?.cpu5 ?? 0 }))
        .filter(({ group, cpu }) => cpu > busyCpu && !group.kernel)
        .sort((a, b) => b.cpu - a.cpu);
      for (const { group } of busy) watch(group);
      return watched;
    },

    learnVerdict: (programKey, category) => {
      verdicts.set(programKey, category);
      for (const [group, { description }] of records) {
        if (description?.app.program.key === programKey) group.dirty = true;
      }
    },

    appOf: ({ pid, startTime }) => {
      const member = roster.members.get(pid);
      const group = member?.process.startTime === startTime ? member.app : null;
      const record = group === null ? undefined : records.get(group);
      return group === null || record === undefined ? null : described(group, record);
    },
  };
}

/** Names of the processes that the app was started from, the nearest first. */
function ancestorsOf({ members, founder }: Group, all: ReadonlyMap<number, Member>): readonly string[] {
  let oldest = founder;
  for (const member of members) if (byAge(member, oldest) < 0) oldest = member;
  const names: string[] = [];
  for (let at = all.get(oldest.process.parentPid); at !== undefined && names.length < mostAncestors;) {
    const { process } = at;
    names.push(process.identity.exe === null ? process.name : baseName(process.identity.exe));
    at = process.parentPid === process.pid ? undefined : all.get(process.parentPid);
  }
  return names;
}

interface Total extends ExpensiveReading {
  readonly cpu: number;
  readonly memory: number;
  readonly threads: number;
  readonly birth: number;
}

/** Sums of an app's processes at this moment. Shared memory counts once a process, as in every monitor that shows RSS. */
function total(group: Group, snapshot: Snapshot, seconds: number | null): Total {
  let cpu = 0;
  let memory = 0;
  let threads = 0;
  let birth = Infinity;
  let ioRead: number | null = null;
  let ioWrite: number | null = null;
  let runDelay: number | null = null;
  let slices: number | null = null;
  let wakeups: number | null = null;
  for (const member of group.members) {
    const { process } = member;
    cpu += process.cpu ?? cpuSinceStart(member, snapshot, seconds);
    memory += process.memory;
    threads += process.threads;
    if (process.startTime < birth) birth = process.startTime;
    const { expensive } = process;
    if (expensive === null) continue;
    ioRead = plus(ioRead, expensive.ioRead);
    ioWrite = plus(ioWrite, expensive.ioWrite);
    runDelay = plus(runDelay, expensive.runDelay);
    slices = plus(slices, expensive.slices);
    wakeups = plus(wakeups, expensive.wakeups);
  }
  return { cpu, memory, threads, birth, ioRead, ioWrite, runDelay, slices, wakeups };
}

/** A process that started within the interval used all of its CPU in it: short compilers would be invisible else. */
function cpuSinceStart({ process }: Member, snapshot: Snapshot, seconds: number | null): number {
  return seconds !== null && seconds > 0 && process.firstSeen >= snapshot.at ? process.cpuSeconds / seconds : 0;
}

function plus(sum: number | null, value: number | null): number | null {
  return value === null ? sum : (sum ?? 0) + value;
}

const rateNames = ['ioRead', 'ioWrite', 'runDelay', 'slices', 'wakeups'] as const;

/** Exponential means over five seconds; a rate that is not read any more is unknown, not zero. */
function smooth(rates: Record['rates'], now: Total, seconds: number): void {
  const share = 1 - Math.exp(-seconds / smoothingSeconds);
  for (const name of rateNames) {
    const before = rates[name];
    const value = now[name];
    rates[name] = value === null || before === null ? value : before + share * (value - before);
  }
}

function busiestFirst({ members }: Group): readonly number[] {
  return [...members].sort((a, b) => (b.process.cpu ?? 0) - (a.process.cpu ?? 0)).map(({ process }) => process.pid);
}
