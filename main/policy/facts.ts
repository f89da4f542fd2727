/** What a condition can speak of: the facts of a Case, flat and typed, in the words of the documents. */
import type { Case } from '../decide/case.ts';
import { limitsOf } from './limits.ts';
import type { Limits } from './limits.ts';

const none: readonly string[] = [];

export class AppFacts {
  readonly name: string;
  readonly exe: string;
  readonly category: string;
  readonly kind: string;
  readonly user: boolean;
  /** What imported rules may match besides; references only, since this is made for every app at each check. */
  readonly script: string;
  readonly comm: string;
  readonly argv: readonly string[];
  readonly cgroup: string;
  /** Names of the programs that it was started from, the nearest first. */
  readonly ancestors: readonly string[];
  /** It is not what its name says: no rule for that name is meant for it. */
  readonly suspect: boolean;
  constructor({ app }: Case) {
    this.name = app.name;
    this.exe = app.program.exe ?? '';
    // what a model said about a program is the verdict tier's to use: rules speak of what is known
    this.category = app.known === 'verdict' ? 'unknown' : app.category;
    this.kind = app.kind;
    this.user = app.uid >= 1000;
    const main = app.processes.find(({ identity }) => identity.exe === app.program.exe) ?? app.processes[0];
    this.script = app.program.script ?? '';
    this.comm = main?.name ?? '';
    this.argv = main?.identity.argv ?? none;
    this.cgroup = app.cgroup;
    this.ancestors = app.ancestors ?? none;
    this.suspect = app.trust?.level === 'suspect';
  }
}

export class BehaviourFacts {
  readonly cpu5: number;
  readonly cpu60: number;
  readonly age: number;
  readonly memory: number;
  readonly io: number;
  readonly runDelay: number;
  constructor({ behaviour }: Case) {
    this.cpu5 = behaviour.cpu5;
    this.cpu60 = behaviour.cpu60;
    this.age = behaviour.ageSeconds;
    this.memory = behaviour.memory;
    this.io = (behaviour.ioRead ?? 0) + (behaviour.ioWrite ?? 0);
    this.runDelay = behaviour.runDelay ?? 0;
  }
}

export class MachineFacts {
  readonly battery: boolean;
  readonly batteryPercent: number;
  readonly game: boolean;
  readonly cpuPressure: number;
  readonly memoryPressure: number;
  readonly ioPressure: number;
  readonly cpus: number;
  readonly cpuBusy: number;
  constructor({ context, system }: Case) {
    this.battery = context.power === 'battery';
    this.batteryPercent = context.batteryPercent ?? 100;
    this.game = context.games.length > 0;
    this.cpuPressure = cpuPressure(system);
    this.memoryPressure = system.pressure?.memorySome.avg10 ?? 0;
    this.ioPressure = system.pressure?.ioSome.avg10 ?? 0;
    this.cpus = system.cpus;
    this.cpuBusy = system.cpuBusy;
  }
}

export interface Facts {
  readonly app: AppFacts;
  readonly behaviour: BehaviourFacts;
  readonly machine: MachineFacts;
  readonly limit: Limits;
  readonly foreground: boolean;
  readonly someoneWaits: boolean;
  /** Somebody waits, or the CPUs are pressed beyond the strategy's limit. */
  readonly contended: boolean;
}

/**
 * Per cent of time in which some task waited for a CPU. Without PSI, the share of runnable tasks beyond the CPUs
 * (load average over CPUs) stands in for it.
 */
export function cpuPressure(system: Case['system']): number {
  if (system.pressure) return Math.max(system.pressure.cpuSome.avg10, system.pressure.cpuSome.now * 100);
  return Math.min(100, Math.max(0, (system.load1 / system.cpus - 1) * 100));
}

export function factsOf(subject: Case): Facts {
  const machine = new MachineFacts(subject);
  const limit = limitsOf(subject.strategy);
  return {
    app: new AppFacts(subject),
    behaviour: new BehaviourFacts(subject),
    machine,
    limit,
    foreground: subject.foreground,
    someoneWaits: subject.someoneWaits,
    contended: subject.someoneWaits || machine.cpuPressure > limit.pressure,
  };
}
