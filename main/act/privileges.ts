/** What the kernel lets us do to others, from text of /proc. Pure. */

/** Bits of capabilities(7). */
const CAP_KILL = 5n;
const CAP_SYS_NICE = 23n;
const CAP_SYS_RESOURCE = 24n;

export interface Privileges {
  readonly uid: number;
  /** CAP_SYS_NICE: scheduling of anybody's processes, in both directions. */
  readonly scheduling: boolean;
  /** CAP_KILL: signals to anybody's processes. */
  readonly signals: boolean;
  /** CAP_SYS_RESOURCE: oom_score_adj of anybody's processes. */
  readonly resources: boolean;
}

/** From /proc/self/status (proc_pid_status(5)): effective uid and capabilities. */
export function parsePrivileges(status: string): Privileges {
  const capabilities = BigInt(`0x${/^CapEff:\t([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const has = (bit: bigint): boolean => ((capabilities >> bit) & 1n) === 1n;
  return {
    uid: parseUids(status)?.effective ?? -1,
    scheduling: has(CAP_SYS_NICE),
    signals: has(CAP_KILL),
    resources: has(CAP_SYS_RESOURCE),
  };
}

/** Real and effective uid in the status file of any process. */
export function parseUids(status: string): { readonly real: number; readonly effective: number } | null {
  const [, real, effective] = /^Uid:\t(\d+)\t(\d+)\t/m.exec(status) ?? [];
  return real === undefined ? null : { real: Number(real), effective: Number(effective) };
}

/** The nicest-to-others value a process may leave again: RLIMIT_NICE in its limits file, 20 minus nice. 0 forbids all. */
export function parseNiceLimit(limits: string): number {
  const soft = /^Max nice priority\s+(\d+|unlimited)\s/m.exec(limits)?.[1] ?? '0';
  return soft === 'unlimited' ? 40 : Number(soft);
}
