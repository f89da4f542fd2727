/** What the disk says about the file of a program: is it there, and who but root could have changed it. */
import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { baseName } from './executable.ts';

/**
 * `root`: nobody else can have put the file there or changed it, directories above included. `group`: the members of
 * some group could; `user`: an ordinary user; `anybody`.
 */
export type FileOwner = 'root' | 'group' | 'user' | 'anybody';

export interface FileFacts {
  /** Null where it cannot be seen from here. */
  readonly owner: FileOwner | null;
  /** There is no such file (any more). */
  readonly missing: boolean;
  /** Content against that of its package; null where it was not compared. */
  readonly checksum: 'matches' | 'differs' | null;
  /** Whether the other name it goes by is a link to this very file; null where none was asked for. */
  readonly aliased: boolean | null;
}

/** Owners that a user namespace cannot name appear as this uid, user_namespaces(7). */
const overflowUid = 65_534;
const writableByGroup = 0o020;
const writableByOthers = 0o002;
/** In a sticky directory only its owner and that of a file may rename or delete the file, inode(7). */
const sticky = 0o1000;

const order: readonly FileOwner[] = ['root', 'group', 'user', 'anybody'];

/** Directories that were looked at already, so that a batch of programs of one directory asks once. */
export type Directories = Map<string, Promise<Stats | null>>;

/** Never fails: what cannot be read is not known. @param path absolute */
export async function lookAt(
  path: string,
  otherName: string | null,
  directories: Directories,
): Promise<Omit<FileFacts, 'checksum'>> {
  const file = await lstat(path).catch((error: unknown) => codeOf(error));
  const aliased = otherName === null ? null : await isAlias(path, otherName);
  if (typeof file === 'string') return { owner: null, missing: file === 'ENOENT' || file === 'ENOTDIR', aliased };
  // the kernel gives executables by their real path; a script may have been started by a link
  const real = await realpath(path).catch(() => null);
  if (real === null) return { owner: null, missing: false, aliased };
  const itself = file.isSymbolicLink() ? await lstat(real).catch(() => null) : file;
  const above = await Promise.all(pathsAbove(real).map((directory) => remembered(directory, directories)));
  return { owner: worst([itself, ...above].map((stats, index) => ownerOf(stats, index > 0))), missing: false, aliased };
}

function pathsAbove(path: string): readonly string[] {
  const above: string[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    above.push(at);
    if (at === '/' || at === '.') return above;
  }
}

function remembered(directory: string, directories: Directories): Promise<Stats | null> {
  const known = directories.get(directory);
  if (known !== undefined) return known;
  const looked = lstat(directory).catch(() => null);
  directories.set(directory, looked);
  return looked;
}

function ownerOf(stats: Stats | null, isDirectory: boolean): FileOwner | null {
  if (stats === null || stats.uid === overflowUid) return null;
  const kept = isDirectory && (stats.mode & sticky) !== 0;
  if ((stats.mode & writableByOthers) !== 0 && !kept) return 'anybody';
  if (stats.uid !== 0) return 'user';
  return (stats.mode & writableByGroup) !== 0 && stats.gid !== 0 && !kept ? 'group' : 'root';
}

/** Who could get at the file by the weakest place; null where a place is not known and no other is weak. */
function worst(owners: readonly (FileOwner | null)[]): FileOwner | null {
  const ranks = owners.map((owner) => (owner === null ? 0 : order.indexOf(owner)));
  const weakest = order[Math.max(...ranks)] ?? null;
  return weakest === 'root' && owners.includes(null) ? null : weakest;
}

/** Multi-call programs and the links of update-alternatives(1) go by many names, all of them in system places. */
async function isAlias(path: string, otherName: string): Promise<boolean> {
  const itself = await stat(path).catch(() => null);
  if (itself === null) return false;
  const name = baseName(otherName);
  const places = [dirname(path), '/usr/bin', '/usr/sbin', '/bin', '/sbin'];
  for (const place of new Set(places.map((directory) => join(directory, name)))) {
    const other = await stat(place).catch(() => null);
    if (other?.ino !== itself.ino || other.dev !== itself.dev) continue;
    const owner = ownerOf(await lstat(dirname(place)).catch(() => null), true);
    if (owner === 'root' || owner === 'group') return true;
  }
  return false;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
