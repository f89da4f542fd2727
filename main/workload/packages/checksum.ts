/**
 * Files against the checksums that dpkg keeps of what it installed (/var/lib/dpkg/info/*.md5sums, deb-md5sums(5)). It
 * shows a file that was changed in place; it is no defence against root, who could change the list as well.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Checksums {
  /** Null where the package has no checksum of the file, or one of the two cannot be read or is too large. Never fails. */
  readonly compare: (path: string, packageName: string) => Promise<'matches' | 'differs' | null>;
}

/** Larger programs are not read: a browser's 200 MB would tell little for that much reading. */
const largestFile = 64 * 1024 * 1024;
const largestList = 8 * 1024 * 1024;
const chunkBytes = 256 * 1024;
/** After so many bytes nothing is read for a while, so that the disk is left to others: at most 40 MB/s. */
const burstBytes = 1024 * 1024;
const restMs = 25;
const digestsKept = 1024;
const digestLength = 32;
const newline = 0x0a;

/** @param directory dpkg's database */
export function createChecksums(directory = '/var/lib/dpkg'): Checksums {
  /** By device, inode, time of change and size: the same four are the same content. */
  const digests = new Map<string, string>();

  const digestOf = async (path: string): Promise<string | null> => {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const before = await file.stat({ bigint: true });
    if (!before.isFile() || before.size > BigInt(largestFile)) return null;
    const key = [before.dev, before.ino, before.mtimeNs, before.ctimeNs, before.size].join(':');
    const known = digests.get(key);
    if (known !== undefined) return known;
    const hash = createHash('md5');
    const chunk = Buffer.allocUnsafe(chunkBytes);
    let sinceRest = 0;
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunkBytes, null);
      if (bytesRead === 0) break;
      hash.update(chunk.subarray(0, bytesRead));
      sinceRest += bytesRead;
      if (sinceRest < burstBytes) continue;
      sinceRest = 0;
      await pause(restMs, undefined, { ref: false });
    }
    const after = await file.stat({ bigint: true });
    if (after.mtimeNs !== before.mtimeNs || after.size !== before.size) return null;
    const digest = hash.digest('hex');
    if (digests.size >= digestsKept) digests.clear();
    digests.set(key, digest);
    return digest;
  };

  return {
    compare: async (path, packageName) => {
      try {
        const expected = await expectedDigest(directory, path, packageName);
        if (expected === null) return null;
        const digest = await digestOf(path);
        return digest === null ? null : digest === expected ? 'matches' : 'differs';
      } catch {
        // gone, unreadable, or no MD5 in this build of OpenSSL: not known
        return null;
      }
    },
  };
}

async function expectedDigest(directory: string, path: string, packageName: string): Promise<string | null> {
  for (const list of await listsOf(join(directory, 'info'), packageName)) {
    const { size } = await stat(list);
    if (size > largestList) continue;
    const found = digestIn(await readFile(list), path);
    if (found !== null) return found;
  }
  return null;
}

/** `bash.md5sums`, or `libc6:amd64.md5sums` for packages of which several architectures may be installed. */
async function listsOf(info: string, packageName: string): Promise<readonly string[]> {
  const simple = join(info, `${packageName}.md5sums`);
  if (packageName.includes('/')) return [];
  if (await stat(simple).catch(() => null)) return [simple];
  const names = await readdir(info);
  return names
    .filter((name) => name.startsWith(`${packageName}:`) && name.endsWith('.md5sums'))
    .map((name) => join(info, name));
}

/** Lines are `digest  path/without/slash`; on a merged /usr both spellings are one file. */
export function digestIn(list: Buffer, path: string): string | null {
  const relative = path.replace(/^\/+/, '');
  if (relative.includes('\n')) return null;
  for (const spelling of relative.startsWith('usr/')
    ? [relative, relative.slice('usr/'.length)]
    : [relative, `usr/${relative}`]) {
    const name = Buffer.from(`  ${spelling}`);
    for (let at = list.indexOf(name); at >= 0; at = list.indexOf(name, at + 1)) {
      const start = at - digestLength;
      const end = at + name.length;
      if (start < 0 || (start > 0 && list[start - 1] !== newline)) continue;
      if (end < list.length && list[end] !== newline) continue;
      const digest = list.toString('latin1', start, at).toLowerCase();
      if (/^[0-9a-f]{32}$/.test(digest)) return digest;
    }
  }
  return null;
}
