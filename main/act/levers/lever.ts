/** What a lever is: how a value is read from one kind of target, written to it, and whose value it may replace. */
import type { Lever } from '../../../contract/words.ts';
import type { HeldProcess } from '../held-process.ts';
import type { SystemCalls } from '../system-calls.ts';
import type { ThreadStat } from '../thread-stat.ts';
import type { Pulled } from './failure.ts';

/** A value that every thread has for itself. New threads and children inherit it from the thread that makes them. */
export interface ThreadLever {
  readonly lever: Extract<Lever, 'nice' | 'schedPolicy' | 'ioPriority' | 'affinity'>;
  readonly read: (thread: ThreadStat, calls: SystemCalls) => Pulled<string>;
  readonly write: (tid: number, value: string, calls: SystemCalls) => Pulled<null>;
  /** False where `before` is somebody's choice that `after` would overrule. */
  readonly mayReplace: (before: string, after: string) => boolean;
}

/** A value of a process as a whole. */
export interface ProcessLever {
  readonly lever: Lever;
  /** Children start with their parent's value. */
  readonly inherited: boolean;
  readonly read: (held: HeldProcess) => Pulled<string>;
  readonly write: (held: HeldProcess, value: string) => Pulled<null> | Promise<Pulled<null>>;
  readonly mayReplace: (before: string, after: string) => boolean;
}

/** A resource-control property of a systemd unit (systemd.resource-control(5)). */
export interface UnitLever {
  readonly lever: Extract<Lever, 'cpuWeight' | 'ioWeight' | 'cpuMax' | 'memoryHigh'>;
  /** D-Bus property of the Scope and Service interfaces, type t. */
  readonly property: string;
  readonly controller: 'cpu' | 'io' | 'memory';
  /** The cgroup file that shows whether the kernel took it. */
  readonly file: string;
  /** The property's number as canonical text and back. `default` is systemd's "not set". */
  readonly format: (value: bigint) => string;
  readonly parse: (value: string) => bigint;
  /** Whether the content of `file` shows that a value took effect; the kernel rounds quotas and sizes. */
  readonly shows: (content: string, value: string) => boolean;
}
