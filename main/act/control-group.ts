/** Cgroups as files: where a process is, who is in one, and moving a process. cgroups(7), cgroup-v2.rst. */
import { readFileSync, readdirSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCgroup } from '../sampler/parse/cgroup.ts';

const ROOT = '/sys/fs/cgroup';

/** Only a pure v2 hierarchy has controllers that systemd gives to units. */
export const unifiedHierarchy = (): boolean => existsSync(join(ROOT, 'cgroup.controllers'));

/** The v2 cgroup of a process, `/user.slice/...`; null once it has ended. */
export function controlGroupOf(pid: number): string | null {
  const text = readText(`/proc/${pid}/cgroup`);
  return text === null ? null : parseCgroup(text).cgroup;
}

/** The cgroup whose cpu weight counts for a process: `/` means that its autogroup does. Null once it has ended. */
export function cpuGroupOf(pid: number): string | null {
  const text = readText(`/proc/${pid}/cgroup`);
  if (text === null) return null;
  const { cpuCgroup } = parseCgroup(text);
  if (!unifiedHierarchy()) return cpuCgroup;
  // below a cgroup whose children do not have the controller, tasks count as part of it
  let path = cpuCgroup;
  while (path !== '/' && !existsSync(join(ROOT, path, 'cpu.weight'))) path = join(path, '..');
  return path;
}

/** A file of a cgroup; null where it does not exist, which is how a missing controller shows. */
export const readControlFile = (group: string, file: string): string | null => readText(join(ROOT, group, file));

/** Controllers that the cgroups below may use. */
export const controllersOf = (group: string): readonly string[] =>
  readControlFile(group, 'cgroup.controllers')?.split(/\s+/).filter(Boolean) ?? [];

/** Every process of a cgroup and of those below it. */
export function membersOf(group: string): readonly number[] {
  const own = readControlFile(group, 'cgroup.procs')?.split('\n').filter(Boolean).map(Number) ?? [];
  return [...own, ...childrenOf(group).flatMap((name) => membersOf(join(group, name)))];
}

/** Moves a whole process. Throws as node:fs does: EACCES where the cgroup above both is not ours, ENOENT when gone. */
export function moveTo(group: string, pid: number): void {
  writeFileSync(join(ROOT, group, 'cgroup.procs'), String(pid), { flag: 'r+' });
}

function childrenOf(group: string): readonly string[] {
  try {
    return readdirSync(join(ROOT, group), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
