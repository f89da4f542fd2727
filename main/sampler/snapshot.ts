/**
 * What one reading of the machine says. The records of processes live as long as their process and are updated in
 * place by each refresh (1,000 processes a second must not feed the garbage collector), so a reader that wants to
 * keep numbers copies them.
 */

/** (boot id, pid, start time): no two processes of a machine's life share it. */
export interface ProcessKey {
  readonly pid: number;
  /** Clock ticks since boot, field 22 of /proc/PID/stat. */
  readonly startTime: number;
}

/** Read once a process, and again after an exec. Every string is untrusted text. */
export interface ProcessIdentity {
  /** readlink of /proc/PID/exe without a ` (deleted)` suffix; null for kernel threads and where it may not be read. */
  readonly exe: string | null;
  readonly exeDeleted: boolean;
  readonly argv: readonly string[];
  /** Path of the unified (v2) hierarchy; on v1/hybrid machines that of name=systemd when the unified one is `/`. */
  readonly cgroup: string;
  /** Path of the cpu controller's cgroup; equals `cgroup` on v2. */
  readonly cpuCgroup: string;
  readonly uid: number;
}

export type SchedPolicy = 'other' | 'fifo' | 'rr' | 'batch' | 'idle' | 'deadline' | 'ext' | 'unknown';

/** Counters of files that are only read for processes on the sampler's watch list. Null until the second reading. */
export interface ExpensiveReading {
  /** Storage bytes/s, /proc/PID/io read_bytes and write_bytes, children that were waited for included; null where it may not be read. */
  readonly ioRead: number | null;
  readonly ioWrite: number | null;
  /** ms waited on a run queue per second, all threads, /proc/PID/task/TID/schedstat field 2. */
  readonly runDelay: number | null;
  /** Times a thread got a CPU per second, schedstat field 3: wake-ups and pre-emptions together. */
  readonly slices: number | null;
  /** Voluntary context switches per second of the main thread (status): its wake-ups. */
  readonly wakeups: number | null;
}

export interface ProcessReading extends ProcessKey {
  readonly parentPid: number;
  readonly processGroup: number;
  readonly session: number;
  readonly ttyNumber: number;
  /** The name a process gives itself, at most 15 bytes; broken UTF-8 becomes U+FFFD. */
  readonly name: string;
  readonly state: string;
  readonly kernelThread: boolean;
  readonly threads: number;
  /** The main thread's values. */
  readonly nice: number;
  readonly schedPolicy: SchedPolicy;
  /** Ratio of one CPU over the last interval; null until two readings lie apart. */
  readonly cpu: number | null;
  /** CPU used since its start, seconds. */
  readonly cpuSeconds: number;
  /** Resident bytes. */
  readonly memory: number;
  /** Major page faults per second. */
  readonly majorFaults: number;
  /** Monotonic ms at which the sampler first saw it. */
  readonly firstSeen: number;
  readonly identity: ProcessIdentity;
  readonly expensive: ExpensiveReading | null;
}

export interface PressureLine {
  /** Per cent of time, as the kernel averages it. */
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  /** Ratio of the last interval, from the `total` counter: reacts at once. */
  readonly now: number;
}

export interface SystemPressure {
  readonly cpuSome: PressureLine;
  readonly memorySome: PressureLine;
  readonly memoryFull: PressureLine;
  readonly ioSome: PressureLine;
  readonly ioFull: PressureLine;
}

export interface SystemReading {
  readonly cpus: number;
  /** Ratio of all CPUs, 1 = every CPU busy. */
  readonly cpuBusy: number;
  /** One ratio a CPU. */
  readonly cpuBusyEach: readonly number[];
  readonly memoryTotal: number;
  readonly memoryAvailable: number;
  readonly swapTotal: number;
  readonly swapFree: number;
  readonly oomKills: number;
  readonly load1: number;
  /** Null on a kernel without PSI. */
  readonly pressure: SystemPressure | null;
}

export interface Snapshot {
  /** Monotonic ms. */
  readonly at: number;
  /** Epoch ms. */
  readonly wallTime: number;
  /** Since the previous sample; null where rates start afresh. */
  readonly elapsedMs: number | null;
  /** Why rates start afresh in this snapshot. */
  readonly reset: 'none' | 'first' | 'clock-jump' | 'suspend';
  readonly processes: ReadonlyMap<number, ProcessReading>;
  /** Since the previous snapshot. */
  readonly started: readonly ProcessReading[];
  readonly ended: readonly ProcessKey[];
  readonly system: SystemReading;
  /** What this refresh cost: CPU of this thread, ms. The kernel books it in ticks of some ms: average over refreshes. */
  readonly costMs: number;
}

/** Port of the sampler, declared for the engine. */
export interface Sampler {
  /** Reads the machine once, yielding to the event loop often enough that it is never held for 20 ms. */
  readonly sample: () => Promise<Snapshot>;
  /** From the next sample on, read the expensive files of these processes and no others. */
  readonly watch: (pids: ReadonlySet<number>) => void;
  /** Closes every descriptor. */
  readonly dispose: () => void;
}
