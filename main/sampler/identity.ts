import { lstatSync, readlinkSync, statSync } from 'node:fs';
import { readOnce } from './held-file.ts';
import { parseArgv } from './parse/argv.ts';
import { parseCgroup } from './parse/cgroup.ts';
import type { CgroupPaths } from './parse/cgroup.ts';
import type { ProcessIdentity } from './snapshot.ts';

/** Longer command lines are cut: enough for every Java class path that matters, little enough for 10,000 hostile ones. */
const COMMAND_LINE_BYTES = 8192;
const DELETED = ' (deleted)';
const CGROUPS_REMEMBERED = 4096;

/** Kernel threads have no program and no owner but the kernel; one object serves all. */
export const KERNEL_IDENTITY: ProcessIdentity = {
  exe: null,
  exeDeleted: false,
  argv: [],
  cgroup: '/',
  cpuCgroup: '/',
  uid: 0,
};

/** Reads who a process is, by path: whoever asks must make sure afterwards that the pid was not reused meanwhile. */
export class IdentityReader {
  readonly #procRoot: string;
  readonly #buffer = Buffer.allocUnsafe(COMMAND_LINE_BYTES);
  /** Many processes share a cgroup: its text is parsed, and its path kept in memory, once. */
  readonly #cgroups = new Map<string, CgroupPaths>();

  constructor(procRoot: string) {
    this.#procRoot = procRoot;
  }

  /** What may not be read is null, empty or `/`. Null when the process has ended. `dead`: it is a zombie. */
  read(pid: number, dead: boolean): ProcessIdentity | null {
    const folder = `${this.#procRoot}/${pid}`;
    const uid = effectiveUid(folder);
    if (uid === null) return null;
    const { exe, exeDeleted } = readProgram(folder);
    const { cgroup, cpuCgroup } = this.#readCgroup(folder, dead);
    return { exe, exeDeleted, argv: parseArgv(this.#text(`${folder}/cmdline`)), cgroup, cpuCgroup, uid };
  }

  #readCgroup(folder: string, dead: boolean): CgroupPaths {
    const raw = this.#text(`${folder}/cgroup`);
    // cgroup-v2.rst: a zombie's cgroup may be removed before it, and is then marked; a living process's cannot be
    const text = dead ? raw.replaceAll(`${DELETED}\n`, '\n') : raw;
    let paths = this.#cgroups.get(text);
    if (paths === undefined) {
      if (this.#cgroups.size >= CGROUPS_REMEMBERED) this.#cgroups.clear();
      paths = parseCgroup(text);
      this.#cgroups.set(text, paths);
    }
    return paths;
  }

  #text(path: string): string {
    const length = readOnce(path, this.#buffer);
    return length > 0 ? this.#buffer.toString('utf8', 0, length) : '';
  }
}

/** Two readings say the same; then the older object is kept, so that readers may compare identities by reference. */
export function sameIdentity(a: ProcessIdentity, b: ProcessIdentity): boolean {
  return (
    a.exe === b.exe &&
    a.exeDeleted === b.exeDeleted &&
    a.uid === b.uid &&
    a.cgroup === b.cgroup &&
    a.cpuCgroup === b.cpuCgroup &&
    a.argv.length === b.argv.length &&
    a.argv.every((argument, index) => argument === b.argv[index])
  );
}

/**
 * The owner of /proc/PID itself is the effective uid. Its files may belong to root instead when the process is not
 * dumpable (proc(5)), which a descriptor of one of them would show.
 */
function effectiveUid(folder: string): number | null {
  return statSync(folder, { throwIfNoEntry: false })?.uid ?? null;
}

function readProgram(folder: string): Pick<ProcessIdentity, 'exe' | 'exeDeleted'> {
  const link = `${folder}/exe`;
  try {
    const target = readlinkSync(link);
    if (!target.endsWith(DELETED) || isNamedSo(target, link)) return { exe: target, exeDeleted: false };
    return { exe: target.slice(0, -DELETED.length), exeDeleted: true };
  } catch {
    // EACCES: another user's; ENOENT: a kernel thread or a zombie; ESRCH: gone, which the caller will find out
    return { exe: null, exeDeleted: false };
  }
}

/** A file may really be called `indexer (deleted)`; it must not pass for `indexer`. */
function isNamedSo(target: string, link: string): boolean {
  const named = lstatSync(target, { throwIfNoEntry: false });
  const running = statSync(link, { throwIfNoEntry: false });
  return named !== undefined && running !== undefined && named.ino === running.ino && named.dev === running.dev;
}
