/**
 * The kernel calls that Node lacks, and nothing else. koffi loads libc the first time something is acted on, so an
 * engine that only observes never pays for it. Every call takes the id of another thread or process; 0 would mean
 * ourselves and is refused here.
 */
import { getSystemErrorName } from 'node:util';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';

/** A failed call: its name and errno's, as in errno(3). */
export interface CallFailure {
  readonly call: string;
  readonly errno: string;
}

type Called<T> = Result<T, CallFailure>;

export interface SystemCalls {
  /** setpriority(2) of one thread; nice -20..19. */
  readonly setNice: (tid: number, nice: number) => Called<null>;
  /** sched_getscheduler(2): the policy's number, with SCHED_RESET_ON_FORK. */
  readonly getScheduler: (tid: number) => Called<number>;
  /** sched_setscheduler(2) with priority 0: the policies other, batch and idle. */
  readonly setScheduler: (tid: number, policy: number) => Called<null>;
  /** sched_getaffinity(2): CPU numbers, ascending. */
  readonly getAffinity: (tid: number) => Called<readonly number[]>;
  readonly setAffinity: (tid: number, cpus: readonly number[]) => Called<null>;
  /** ioprio_get(2): class << 13 | hint << 3 | level. */
  readonly getIoPriority: (tid: number) => Called<number>;
  readonly setIoPriority: (tid: number, value: number) => Called<null>;
  /** pidfd_open(2). Whoever calls closes the descriptor. */
  readonly openPidfd: (pid: number) => Called<number>;
  /** pidfd_send_signal(2). Signal 0 asks whether it is still there. */
  readonly sendSignal: (pidfd: number, signal: number) => Called<null>;
}

type Syscall = (number: number, a: number, b: number, c: number, d: number) => number;

/** The calls without a wrapper in every glibc; asm/unistd_64.h and asm-generic/unistd.h. */
const numbers: Readonly<Record<string, { readonly ioprioSet: number; readonly ioprioGet: number }>> = {
  x64: { ioprioSet: 251, ioprioGet: 252 },
  arm64: { ioprioSet: 30, ioprioGet: 31 },
};
const PIDFD_SEND_SIGNAL = 424;
const PIDFD_OPEN = 434;

const PRIO_PROCESS = 0;
const IOPRIO_WHO_PROCESS = 1;
/** Bytes of a CPU mask: 8192 CPUs, the kernel's NR_CPUS limit on x86. */
const MASK_BYTES = 1024;

let loaded: Promise<SystemCalls> | null = null;

/** Loads libc once. Rejects on a machine that is neither x86-64 nor arm64, or without glibc. */
export function loadSystemCalls(): Promise<SystemCalls> {
  loaded ??= bind();
  return loaded;
}

async function bind(): Promise<SystemCalls> {
  const number = numbers[process.arch];
  if (number === undefined) throw new Error(`no system call numbers are known for ${process.arch}`);
  const { default: koffi } = await import('koffi');
  const libc = koffi.load('libc.so.6');
  const syscall: Syscall = libc.func('long syscall(long, long, long, long, long)');
  const setpriority: (which: number, who: number, nice: number) => number = libc.func('int setpriority(int, int, int)');
  const getscheduler: (tid: number) => number = libc.func('int sched_getscheduler(int)');
  const setscheduler: (tid: number, policy: number, parameters: Buffer) => number = libc.func(
    'int sched_setscheduler(int, int, const void *)',
  );
  const getaffinity: (tid: number, size: number, mask: Buffer) => number = libc.func(
    'int sched_getaffinity(int, size_t, void *)',
  );
  const setaffinity: (tid: number, size: number, mask: Buffer) => number = libc.func(
    'int sched_setaffinity(int, size_t, const void *)',
  );

  const result = (call: string, returned: number): Called<number> =>
    returned === -1 ? fail({ call, errno: getSystemErrorName(-koffi.errno()) }) : ok(returned);
  const done = (call: string, returned: number): Called<null> => {
    const outcome = result(call, returned);
    return outcome.ok ? ok(null) : outcome;
  };
  /** Runs `body` only for an id that means another thread. */
  const on = <T>(call: string, id: number, body: () => Called<T>): Called<T> =>
    Number.isInteger(id) && id > 0 && id < 2 ** 31 ? body() : fail({ call, errno: 'EINVAL' });

  const noPriority = Buffer.alloc(4);
  return {
    setNice: (tid, nice) => on('setpriority', tid, () => done('setpriority', setpriority(PRIO_PROCESS, tid, nice))),
    getScheduler: (tid) => on('sched_getscheduler', tid, () => result('sched_getscheduler', getscheduler(tid))),
    setScheduler: (tid, policy) =>
      on('sched_setscheduler', tid, () => done('sched_setscheduler', setscheduler(tid, policy, noPriority))),
    getAffinity: (tid) =>
      on('sched_getaffinity', tid, () => {
        const mask = Buffer.alloc(MASK_BYTES);
        const outcome = result('sched_getaffinity', getaffinity(tid, MASK_BYTES, mask));
        return outcome.ok ? ok(cpusOf(mask)) : outcome;
      }),
    setAffinity: (tid, cpus) =>
      on('sched_setaffinity', tid, () => done('sched_setaffinity', setaffinity(tid, MASK_BYTES, maskOf(cpus)))),
    getIoPriority: (tid) =>
      on('ioprio_get', tid, () => result('ioprio_get', syscall(number.ioprioGet, IOPRIO_WHO_PROCESS, tid, 0, 0))),
    setIoPriority: (tid, value) =>
      on('ioprio_set', tid, () => done('ioprio_set', syscall(number.ioprioSet, IOPRIO_WHO_PROCESS, tid, value, 0))),
    openPidfd: (pid) => on('pidfd_open', pid, () => result('pidfd_open', syscall(PIDFD_OPEN, pid, 0, 0, 0))),
    sendSignal: (pidfd, signal) =>
      on('pidfd_send_signal', pidfd, () => done('pidfd_send_signal', syscall(PIDFD_SEND_SIGNAL, pidfd, signal, 0, 0))),
  };
}

/** A cpu_set_t is an array of longs; on little-endian machines bit n of the bytes is CPU n. */
function maskOf(cpus: readonly number[]): Buffer {
  const mask = Buffer.alloc(MASK_BYTES);
  for (const cpu of cpus) {
    if (cpu >= 0 && cpu < MASK_BYTES * 8) mask[cpu >> 3] = (mask[cpu >> 3] ?? 0) | (1 << (cpu & 7));
  }
  return mask;
}

function cpusOf(mask: Buffer): readonly number[] {
  const cpus: number[] = [];
  mask.forEach((byte, index) => {
    for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) cpus.push(index * 8 + bit);
  });
  return cpus;
}
