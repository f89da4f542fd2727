/** Which levers the running kernel honours: scheduler, autogroup, cgroup layout, delegation, own privileges. */
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Regime } from '../app.ts';

/** Where the kernel's and the session's file systems are; recorded trees can stand in. */
export interface Roots {
  readonly proc: string;
  readonly sys: string;
  readonly run: string;
}

export const systemRoots: Roots = { proc: '/proc', sys: '/sys', run: '/run' };

const niceCapability = 23n;
/** nice 0 is 20 in RLIMIT_NICE, getrlimit(2). */
const niceZero = 20;

/** @param uid whose user manager is meant. Unreadable files count as absent. */
export async function readRegime(roots: Roots, uid: number): Promise<Regime> {
  const read = (path: string): Promise<string> =>
    readFile(path, 'utf8')
      .then((text) => text.trim())
      .catch(() => '');
  const manager = `/user.slice/user-${uid}.slice/user@${uid}.service/cgroup.controllers`;
  const [autogroup, mountinfo, state, ops, release, status, limits, unified, hybrid] = await Promise.all([
    read(join(roots.proc, 'sys/kernel/sched_autogroup_enabled')),
    read(join(roots.proc, 'self/mountinfo')),
    read(join(roots.sys, 'kernel/sched_ext/state')),
    read(join(roots.sys, 'kernel/sched_ext/root/ops')),
    read(join(roots.proc, 'sys/kernel/osrelease')),
    read(join(roots.proc, 'self/status')),
    read(join(roots.proc, 'self/limits')),
    read(join(roots.sys, `fs/cgroup${manager}`)),
    read(join(roots.sys, `fs/cgroup/unified${manager}`)),
  ]);
  const scx = state === 'enabled';
  const scheduler = scx ? 'scx' : fairScheduler(release);
  const facts = {
    scheduler,
    scxName: scx && ops !== '' ? ops : null,
    autogroup: autogroup === '1',
    cgroup: cgroupLayout(mountinfo),
    userManager: await exists(join(roots.run, `user/${uid}/systemd/private`)),
    delegated: (unified || hybrid).split(/\s+/).filter((controller) => controller !== ''),
    canRaisePriority: hasNiceCapability(status) || niceLimit(limits) >= niceZero,
  } satisfies Omit<Regime, 'voidLevers'>;
  return { ...facts, voidLevers: voidLevers(facts) };
}

/** EEVDF replaced CFS in Linux 6.6. */
function fairScheduler(release: string): 'eevdf' | 'cfs' | 'unknown' {
  const match = /^(\d+)\.(\d+)/.exec(release);
  if (match === null) return 'unknown';
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > 6 || (major === 6 && minor >= 6) ? 'eevdf' : 'cfs';
}

/** From /proc/self/mountinfo, proc_pid_mountinfo(5): v2 alone, controllers on v1 beside a v2 tree, or v1 alone. */
export function cgroupLayout(mountinfo: string): Regime['cgroup'] {
  const types = mountinfo.split('\n').map((line) => / - (\S+) /.exec(line)?.[1]);
  const v2 = types.includes('cgroup2');
  const v1 = types.includes('cgroup');
  if (v1) return v2 ? 'hybrid' : 'v1';
  return v2 ? 'v2' : 'none';
}

function hasNiceCapability(status: string): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> niceCapability) & 1n) === 1n;
}

function niceLimit(limits: string): number {
  const soft = /^Max nice priority\s+(\S+)/m.exec(limits)?.[1];
  return soft === 'unlimited' ? Infinity : Number(soft ?? 0);
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Levers that would be accepted and change nothing, or that are not there at all. */
function voidLevers(regime: Omit<Regime, 'voidLevers'>): Regime['voidLevers'] {
  const found: { readonly lever: string; readonly why: string }[] = [];
  if (regime.scheduler === 'scx') {
    const name = regime.scxName ?? 'a sched_ext scheduler';
    found.push(
      { lever: 'cpuWeight', why: `${name} schedules this machine, and schedulers like it do not honour CPU weights` },
      { lever: 'cpuMax', why: `${name} schedules this machine, and schedulers like it do not honour CPU quotas` },
    );
  } else if (regime.autogroup) {
    found.push({
      lever: 'nice',
      why: 'the kernel groups sessions (autogroup): outside of CPU cgroups, nice counts within a session only',
    });
  }
  if (regime.cgroup === 'v1' || regime.cgroup === 'none') {
    const why = 'there is no unified cgroup hierarchy here';
    found.push({ lever: 'ioWeight', why }, { lever: 'memoryHigh', why });
  }
  const controllers = [
    ['cpu', 'cpuWeight'],
    ['cpu', 'cpuMax'],
    ['io', 'ioWeight'],
    ['memory', 'memoryHigh'],
  ] as const;
  for (const [controller, lever] of controllers) {
    if (regime.delegated.includes(controller) || found.some((one) => one.lever === lever)) continue;
    const why = regime.userManager
      ? `the ${controller} controller is not delegated to your systemd manager`
      : 'no systemd user manager runs here';
    found.push({ lever, why });
  }
  return found;
}
