/** Who belongs to an app: processes, the units they run in, the groups they form, and the rules between them. */
import type { ProcessIdentity, ProcessReading } from '../sampler/snapshot.ts';
import type { CgroupUnit } from './cgroup-unit.ts';
import { isPartOf, isPrompt, mayBeOwned } from './nature.ts';
import type { Nature } from './nature.ts';

export interface Member {
  process: ProcessReading;
  identity: ProcessIdentity;
  nature: Nature;
  unit: Unit;
  /** Null only while it is being placed. */
  app: Group | null;
  /** Apps that children of this process started, by program: siblings of one program are one app. */
  readonly offspring: Map<string, Group>;
  seen: number;
}

/** Everything below one unit's cgroup. */
export interface Unit extends CgroupUnit {
  readonly members: Set<Member>;
  /** The app that the unit was made for; null in an open place, and where the main process runs others' programs. */
  principal: Group | null;
  /** The process that decided what the unit is; null before the first one and where there is nothing to decide. */
  main: Member | null;
}

/** An app while it runs. */
export interface Group {
  readonly id: string;
  readonly kernel: boolean;
  readonly members: Set<Member>;
  /** The unit whose principal app this is. */
  readonly unit: Unit | null;
  /** Descendants of its processes are part of it. */
  readonly ownsDescendants: boolean;
  /** The eponymous process of a tree. */
  readonly founder: Member;
  /** What a screen shows of it has changed. */
  dirty: boolean;
  readonly forgetSiblings: () => void;
}

export function byAge(a: Member, b: Member): number {
  return a.process.startTime - b.process.startTime || a.process.pid - b.process.pid;
}

/** `unit:NAME` for the system's units, `unit:UID/NAME` for those of a user's manager, which may have the same names. */
export function unitId({ unit, path, userManager }: Unit): string {
  const name = unit ?? path.slice(path.lastIndexOf('/') + 1);
  return userManager === null ? `unit:${name}` : `unit:${userManager}/${name}`;
}

/** Whether the app of a parent takes a child that runs in an open place, or beside the app its unit was made for. */
export function adopts(group: Group, parent: Member, child: Member): boolean {
  if (group.kernel) return false;
  const together = parent.unit === child.unit || parent.unit.own || child.unit.own;
  if (!together) return false;
  return isPartOf(child.nature, parent.nature) || (group.ownsDescendants && mayBeOwned(child.process, child.nature));
}

/** Whether a process in a unit is part of the app the unit was made for. */
export function belongs(member: Member, parent: Member | null, unit: Unit, principal: Group): boolean {
  if (unit.nature === 'sealed') return true;
  const { nature, process } = member;
  const main = unit.main?.nature;
  const familiar = main !== undefined && isPartOf(nature, main);
  if (unit.nature === 'launched') {
    // the children of a stranger, say of the shell in an editor's terminal, are strangers too
    const stranger = parent !== null && parent.unit === unit && parent.app !== principal;
    return familiar || !(stranger || nature.hosts || isPrompt(process, nature));
  }
  return familiar || (parent?.app === principal && adopts(principal, parent, member));
}
