/**
 * Which process belongs to which app, kept up to date from one snapshot to the next: only processes that started,
 * ended, ran another program or were moved are looked at again. Membership is settled when a process appears, so an
 * app does not fall apart when its parent ends and its processes are handed to init.
 */
import type { ProcessReading } from '../sampler/snapshot.ts';
import { unitOf } from './cgroup-unit.ts';
import { adopts, belongs, byAge, unitId } from './membership.ts';
import type { Group, Member, Unit } from './membership.ts';
import { natureOf } from './nature.ts';

/** Where an app is remembered for siblings to come. */
interface Siblings {
  readonly groups: Map<string, Group>;
  readonly key: string;
}

export interface Roster {
  /** Brings the groups up to date. `opened` and `closed` are told of groups that came and went, in that order. */
  readonly update: (processes: ReadonlyMap<number, ProcessReading>) => void;
  readonly members: ReadonlyMap<number, Member>;
}

export function createRoster(opened: (group: Group) => void, closed: (group: Group) => void): Roster {
  const members = new Map<number, Member>();
  const groups = new Set<Group>();
  const ids = new Set<string>();
  const units = new Map<string, Unit>();
  /** Siblings whose parent is init or is unknown: of one session, since strangers end up there together. */
  const orphans = new Map<string, Group>();
  let round = 0;

  const unitAt = (cgroup: string): Unit => {
    const found = unitOf(cgroup);
    const known = units.get(found.path);
    if (known !== undefined) return known;
    const unit: Unit = { ...found, members: new Set(), principal: null, main: null };
    units.set(found.path, unit);
    return unit;
  };

  const leaveUnit = (member: Member): void => {
    const { unit } = member;
    unit.members.delete(member);
    forgetEmpty(unit);
    noteExclusivity(unit);
  };

  /** A unit whose processes are all elsewhere for a while, in a scope of ours, is still that of its app. */
  const forgetEmpty = (unit: Unit): void => {
    if (unit.members.size === 0 && unit.principal === null) units.delete(unit.path);
  };

  const enterUnit = (member: Member, unit: Unit): void => {
    member.unit = unit;
    unit.members.add(member);
    noteExclusivity(unit);
  };

  const leaveGroup = (member: Member): void => {
    const group = member.app;
    member.app = null;
    if (group === null) return;
    group.members.delete(member);
    group.dirty = true;
    if (group.members.size > 0) return;
    groups.delete(group);
    ids.delete(group.id);
    group.forgetSiblings();
    if (group.unit?.principal === group) {
      group.unit.principal = null;
      forgetEmpty(group.unit);
    }
    closed(group);
  };

  const join = (member: Member, group: Group): void => {
    member.app = group;
    group.members.add(member);
    group.dirty = true;
  };

  const open = (member: Member, id: string, unit: Unit | null, siblings?: Siblings): Group => {
    // a unit name is unique within its manager only; nested managers may repeat it
    const unique = ids.has(id) ? `${id}@${member.unit.path}#${member.process.pid}` : id;
    const group: Group = {
      id: unique,
      kernel: member.process.kernelThread,
      members: new Set(),
      unit,
      ownsDescendants: member.nature.ownsChildren,
      founder: member,
      dirty: true,
      forgetSiblings: () => {
        if (siblings?.groups.get(siblings.key) === group) siblings.groups.delete(siblings.key);
      },
    };
    siblings?.groups.set(siblings.key, group);
    groups.add(group);
    ids.add(unique);
    join(member, group);
    opened(group);
    return group;
  };

  const treeGroup = (member: Member, parent: Member | null): void => {
    const group = parent?.app ?? null;
    if (parent !== null && group !== null && adopts(group, parent, member)) {
      join(member, group);
      return;
    }
    const { process, nature } = member;
    const ownParent = parent !== null && parent.process.pid !== 1 && parent.nature.entry?.reaps !== true;
    const place = member.unit.own ? '' : member.unit.path;
    const key = `${nature.key}\n${place}\n${ownParent ? '' : process.session}`;
    const siblings = { groups: ownParent ? parent.offspring : orphans, key };
    const sibling = siblings.groups.get(key);
    if (sibling !== undefined) join(member, sibling);
    else open(member, `tree:${process.pid}:${process.startTime}`, null, siblings);
  };

  const unitGroup = (member: Member, parent: Member | null): void => {
    const { unit } = member;
    if (unit.main === null) {
      unit.main = member;
      if (unit.nature === 'sealed' || !member.nature.hosts) {
        unit.principal = open(member, unitId(unit), unit);
        return;
      }
    }
    if (unit.principal !== null && belongs(member, parent, unit, unit.principal)) join(member, unit.principal);
    else treeGroup(member, parent);
  };

  let kernel: Group | null = null;
  const place = (member: Member, waiting: Set<Member>): void => {
    waiting.delete(member);
    if (member.process.kernelThread) {
      if (kernel !== null && groups.has(kernel)) join(member, kernel);
      else kernel = open(member, 'kernel', null);
      return;
    }
    const parent = parentOf(member);
    // a parent that is new as well comes first, whatever the order of pids
    if (parent !== null && waiting.has(parent)) place(parent, waiting);
    if (member.unit.nature === 'open') treeGroup(member, parent);
    else unitGroup(member, parent);
  };

  const parentOf = ({ process }: Member): Member | null => {
    const parent = members.get(process.parentPid) ?? null;
    return parent !== null && parent.process.pid !== process.pid && parent.process.startTime <= process.startTime
      ? parent
      : null;
  };

  const arrive = (process: ProcessReading): Member => {
    const { identity } = process;
    const unit = unitAt(identity.cgroup);
    const member: Member = {
      process,
      identity,
      nature: natureOf(process),
      unit,
      app: null,
      offspring: new Map(),
      seen: round,
    };
    members.set(process.pid, member);
    enterUnit(member, unit);
    return member;
  };

  const depart = (member: Member): void => {
    if (members.get(member.process.pid) === member) members.delete(member.process.pid);
    leaveUnit(member);
    leaveGroup(member);
  };

  /** Takes up a new identity; true when the process must be placed anew. */
  const reidentify = (member: Member): boolean => {
    const { process, nature, unit } = member;
    const { identity } = process;
    const moved = identity.cgroup !== member.identity.cgroup;
    member.identity = identity;
    member.nature = natureOf(process);
    if (member.app !== null) member.app.dirty = true;
    const next = moved ? unitAt(identity.cgroup) : unit;
    if (next !== unit) {
      leaveUnit(member);
      enterUnit(member, next);
    }
    const elsewhere = next !== unit && !next.own && !unit.own;
    return elsewhere || nature.key !== member.nature.key;
  };

  /** Takes a process out of its app, and with it whatever was placed because of it. */
  const uproot = (member: Member, previousUnit: Unit, waiting: Set<Member>): void => {
    const group = member.app;
    waiting.add(member);
    leaveGroup(member);
    if (previousUnit.main === member) {
      previousUnit.main = null;
      for (const other of [...previousUnit.members]) waiting.add(other);
    }
    if (group?.founder === member) for (const other of [...group.members]) waiting.add(other);
    for (const other of waiting) leaveGroup(other);
    if (previousUnit.main === null) previousUnit.principal = null;
  };

  return {
    members,
    update: (processes) => {
      round += 1;
      const waiting = new Set<Member>();
      const arrivals: ProcessReading[] = [];
      const changed: Member[] = [];
      let present = 0;
      for (const process of processes.values()) {
        const member = members.get(process.pid);
        if (member?.process.startTime !== process.startTime) {
          arrivals.push(process);
          continue;
        }
        present += 1;
        member.seen = round;
        if (member.process !== process) {
          member.process = process;
          if (member.app !== null) member.app.dirty = true;
        }
        if (member.identity !== process.identity) changed.push(member);
      }
      if (present < members.size) for (const member of [...members.values()]) if (member.seen !== round) depart(member);
      for (const member of changed) {
        const { unit } = member;
        if (reidentify(member)) uproot(member, unit, waiting);
      }
      for (const process of arrivals) waiting.add(arrive(process));
      for (const member of [...waiting].sort(byAge)) if (waiting.has(member)) place(member, waiting);
    },
  };
}

/** Whether a unit holds one app and nothing else may have changed: what is shown of its apps must be worked out anew. */
function noteExclusivity(unit: Unit): void {
  if (unit.principal !== null) unit.principal.dirty = true;
  if (unit.own) for (const { app } of unit.members) if (app !== null) app.dirty = true;
}
