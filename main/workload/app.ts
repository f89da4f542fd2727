/** What a person would call one program, how it behaves, and the situation it behaves in. */
import type { Category } from '../../contract/words.ts';
import type { ProcessKey, ProcessReading, Snapshot } from '../sampler/snapshot.ts';
import type { Trust } from './trust.ts';

export type AppKind = 'app' | 'service' | 'container' | 'session' | 'tree' | 'kernel';

/** Where name and category come from, best first. */
export type KnownFrom = 'desktop-entry' | 'package' | 'catalogue' | 'verdict' | 'unknown';

/** The program an app runs, independent of pid and boot: what verdicts, feedback and user rules are kept under. */
export interface Program {
  /** `sha256`-shortened key of path, package, version and argv shape. */
  readonly key: string;
  readonly exe: string | null;
  /** Interpreters (python, node, java, sh) are told apart by the script they run. */
  readonly script: string | null;
  readonly package: {
    readonly name: string;
    readonly version: string;
    readonly section: string | null;
    readonly description: string | null;
  } | null;
  /** argv with values replaced by their kind: `--port <number> <path>`; safe to keep, still redacted before it leaves. */
  readonly argvShape: string;
}

export interface App {
  /** Stable while the app runs: `unit:…` for a scope or service, `tree:PID:STARTTIME` else. */
  readonly id: string;
  readonly name: string;
  readonly icon: string | null;
  readonly category: Category;
  readonly kind: AppKind;
  readonly known: KnownFrom;
  /** The catalogue says that it may never be frozen or ended. */
  readonly immune: boolean;
  /** systemd unit that holds all of its processes and nothing else; null when it shares one. */
  readonly unit: string | null;
  /** The unit belongs to the manager of this uid, not to the system's. */
  readonly userUnit: boolean;
  readonly cgroup: string;
  readonly uid: number;
  readonly program: Program;
  /** Names of the programs it was started from, the nearest first, when it was last described. */
  readonly ancestors?: readonly string[];
  /** Whether its executable is what its name says; missing before anything was asked. */
  readonly trust?: Trust;
  /** Oldest process first; the first is the target of decisions. Never empty. */
  readonly processes: readonly ProcessReading[];
}

/** Rates over windows. Ratios of one CPU; bytes; per second. Null where it was not read or not long enough. */
export interface Behaviour {
  readonly ageSeconds: number;
  readonly cpu5: number;
  readonly cpu60: number;
  /** Standard deviation of CPU over 60 s divided by its mean; 0 for steady load. */
  readonly burstiness: number;
  readonly memory: number;
  /** Bytes per second over 60 s, least squares; null before 20 s. */
  readonly memorySlope: number | null;
  readonly ioRead: number | null;
  readonly ioWrite: number | null;
  readonly runDelay: number | null;
  readonly wakeups: number | null;
  readonly threads: number;
  /** 0 at start, 1 when old enough to be judged in full (ramp of 120 s): a new app's weight comes in gradually. */
  readonly ramp: number;
}

export type Foreground =
  | { readonly kind: 'known'; readonly pid: number; readonly appId: string }
  | { readonly kind: 'unknown'; readonly why: string };

export interface Regime {
  readonly scheduler: 'eevdf' | 'cfs' | 'scx' | 'unknown';
  readonly scxName: string | null;
  readonly autogroup: boolean;
  readonly cgroup: 'v2' | 'hybrid' | 'v1' | 'none';
  readonly userManager: boolean;
  readonly delegated: readonly string[];
  /** CAP_SYS_NICE, or RLIMIT_NICE high enough, lets this process go back to nice 0 and leave SCHED_IDLE. */
  readonly canRaisePriority: boolean;
  readonly voidLevers: readonly { readonly lever: string; readonly why: string }[];
}

/** Whether a person shows something to somebody, as far as it can be told. */
export type Presentation =
  | { readonly kind: 'known'; readonly presenting: boolean; readonly by: string | null }
  | { readonly kind: 'unknown'; readonly why: string };

export interface Context {
  readonly foreground: Foreground;
  readonly power: 'mains' | 'battery' | 'unknown';
  readonly batteryPercent: number | null;
  readonly idleSeconds: number | null;
  /** Pids registered with GameMode. */
  readonly games: readonly number[];
  /** Missing where nobody looked. */
  readonly presentation?: Presentation;
  readonly otherTuners: readonly { readonly name: string; readonly pid: number }[];
  readonly regime: Regime;
}

/** An app with its behaviour at one moment. */
export interface ObservedApp {
  readonly app: App;
  readonly behaviour: Behaviour;
}

/** Port of the workload engine. */
export interface Workload {
  /** Groups the processes of a snapshot into apps and updates their behaviour. Called once a sample; cheap for what did not change. */
  readonly observe: (snapshot: Snapshot, foregroundPid: number | null) => readonly ObservedApp[];
  /** Processes whose expensive files are worth reading next: busy, in the foreground, or treated. */
  readonly worthWatching: (treated: ReadonlySet<number>) => ReadonlySet<number>;
  /** What a verdict said about a program that nothing else knows. */
  readonly learnVerdict: (programKey: string, category: Category) => void;
  /** The app a process belongs to now. */
  readonly appOf: (process: ProcessKey) => App | null;
}

/** Port of the senses: what is outside of /proc counters. Each reports `unknown` and why, never a guess. */
export interface ContextSource {
  readonly read: (appOf: (pid: number) => App | null, snapshot: Snapshot) => Promise<Context>;
  /** Called at once on a change of focus or power. */
  readonly onChange: (listener: (what: 'focus' | 'power') => void) => () => void;
  readonly dispose: () => void;
}
