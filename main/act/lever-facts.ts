/** What a lever needs to know of the machine and of an app before it is pulled. Reading only. */
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Lever } from '../../contract/words.ts';
import type { ProcessKey } from '../sampler/snapshot.ts';
import { controllersOf, controlGroupOf, cpuGroupOf, membersOf, unifiedHierarchy } from './control-group.ts';
import { descendantsOf } from './descendants.ts';
import { idsIn } from './held-process.ts';
import type { Plan } from './intervention.ts';
import { readAutogroup } from './levers/autogroup-nice.ts';
import { parseNiceLimit, parsePrivileges, parseUids } from './privileges.ts';
import type { Privileges } from './privileges.ts';
import type { ServiceManagers } from './service-managers.ts';

/** Where the properties of units can be set for an app. */
type UnitSeat =
  | {
      readonly kind: 'own';
      readonly unit: string;
      readonly userUnit: boolean;
      readonly controllers: readonly string[];
      /** Its properties are the system manager's, which the helper may ask and we may not. */
      readonly by?: 'helper';
    }
  | {
      /** It shares its unit with others; a scope of its own can be laid around its processes. */
      readonly kind: 'new-scope';
      /** The cgroup in which the manager makes it. */
      readonly slice: string;
      readonly controllers: readonly string[];
      /** Every process can be moved back to where it came from. */
      readonly returns: boolean;
    }
  | { readonly kind: 'none'; readonly why: string };

type AutogroupSeat =
  | { readonly kind: 'own'; readonly groups: readonly { readonly group: string; readonly member: ProcessKey }[] }
  | { readonly kind: 'none'; readonly why: string };

/** What the privileged helper could do for this app. */
export type HelperSeat =
  | { readonly kind: 'none'; readonly why: string }
  /** Levers that it refused for this app a moment ago, and why. */
  | { readonly kind: 'ready'; readonly refused: ReadonlyMap<Lever, string> };

export interface LeverFacts {
  readonly privileges: Privileges;
  /** Some process belongs to another user. */
  readonly foreign: boolean;
  /** The smallest RLIMIT_NICE of its processes: nice values down to 20 minus this may be taken without privilege. */
  readonly niceLimit: number;
  readonly autogroup: AutogroupSeat;
  readonly unit: UnitSeat;
  /** A sched_ext scheduler runs the machine. */
  readonly scx: boolean;
  readonly helper: HelperSeat;
}

/** Reads them. About 10 us a process of the machine where autogroups count, in slices that let the loop breathe. */
export async function leverFacts(
  app: Plan['app'],
  processes: readonly ProcessKey[],
  managers: ServiceManagers,
  helper: HelperSeat,
): Promise<LeverFacts> {
  const privileges = parsePrivileges(readText('/proc/self/status'));
  const owners = processes.map(({ pid }) => parseUids(readText(`/proc/${pid}/status`)));
  const limits = processes.map(({ pid }) => parseNiceLimit(readText(`/proc/${pid}/limits`)));
  const foreign = owners.some(
    (owner) => owner !== null && (owner.real !== privileges.uid || owner.effective !== privileges.uid),
  );
  return {
    privileges,
    foreign,
    niceLimit: Math.min(40, ...limits),
    autogroup: await autogroupSeat(processes),
    unit: await unitSeat(app, processes, foreign, privileges.uid, managers, helper.kind === 'ready'),
    scx: readText('/sys/kernel/sched_ext/state').trim() === 'enabled',
    helper,
  };
}

const without = (why: string) => ({ kind: 'none', why }) as const;

async function autogroupSeat(processes: readonly ProcessKey[]): Promise<AutogroupSeat> {
  if (readText('/proc/sys/kernel/sched_autogroup_enabled').trim() !== '1') {
    return without('the kernel does not group sessions (sched_autogroup_enabled)');
  }
  if (processes.some(({ pid }) => (cpuGroupOf(pid) ?? '/') !== '/')) {
    return without('it is in a CPU cgroup, and there autogroups do not count');
  }
  const members = new Set(processes.map(({ pid }) => pid));
  const groups = new Map<string, ProcessKey>();
  for (const key of processes) {
    const group = readAutogroup(key.pid)?.group;
    if (group !== undefined && !groups.has(group)) groups.set(group, key);
  }
  if (groups.size === 0) return without('it has no autogroup');
  let read = 0;
  for (const pid of idsIn('/proc')) {
    if (++read % 200 === 0) await nextTurn();
    const group = members.has(pid) ? undefined : readAutogroup(pid)?.group;
    if (group !== undefined && groups.has(group)) return without('it shares its autogroup with other programs');
  }
  return { kind: 'own', groups: [...groups].map(([group, member]) => ({ group, member })) };
}

async function unitSeat(
  app: Plan['app'],
  processes: readonly ProcessKey[],
  foreign: boolean,
  uid: number,
  managers: ServiceManagers,
  helped: boolean,
): Promise<UnitSeat> {
  if (!unifiedHierarchy())
    return without('systemd can only weigh units on cgroup v2 alone, which this machine has not');
  if (app.kind === 'container' || app.kind === 'kernel') return without('a container keeps its cgroups to itself');
  if (app.unit !== null && (await belongsToThem(app.cgroup, app.unit, processes))) {
    if (app.userUnit && app.uid !== uid) return without('its unit belongs to another user');
    const byHelper = !app.userUnit && uid !== 0;
    if (byHelper && !helped) return without('its unit is the system manager’s, which only root may ask');
    const manager = await (app.userUnit ? managers.user() : managers.system());
    if (!manager.ok) return without(manager.error);
    const root = await manager.value.controlGroup();
    if (!root.ok) return without('systemd does not say where its units are');
    const controllers = controllersOf(root.value === '' ? '/' : root.value);
    return { kind: 'own', unit: app.unit, userUnit: app.userUnit, controllers, ...(byHelper && { by: 'helper' }) };
  }
  if (app.kind === 'service') return without('its unit holds other programs too');
  if (uid === 0) return without('it shares its unit with other programs');
  if (foreign) return without('some of its processes belong to another user');
  const manager = await managers.user();
  if (!manager.ok) return without(manager.error);
  const root = await manager.value.controlGroup();
  if (!root.ok) return without('systemd does not say where its units are');
  return {
    kind: 'new-scope',
    slice: `${root.value}/app.slice`,
    controllers: controllersOf(root.value),
    returns: processes.every(({ pid }) => controlGroupOf(pid)?.startsWith(`${root.value}/`) ?? true),
  };
}

/** Everybody in the unit is one of them or was started by one of them: what is done to the unit is done to nobody else. */
async function belongsToThem(cgroup: string, unit: string, processes: readonly ProcessKey[]): Promise<boolean> {
  const end = `${cgroup}/`.indexOf(`/${unit}/`);
  if (end < 0) return false;
  const members = membersOf(cgroup.slice(0, end + unit.length + 1));
  const theirs = new Set(processes.map(({ pid }) => pid));
  const strangers = members.filter((pid) => !theirs.has(pid));
  if (strangers.length === 0) return members.length > 0;
  const descendants = new Set((await descendantsOf(processes)).map(({ pid }) => pid));
  return strangers.every((pid) => descendants.has(pid));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
