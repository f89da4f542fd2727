/**
 * Segments on disk: the one that is being written is JSON lines, those that are full are gzip. Names sort by time, the
 * oldest goes first. A segment is never opened again once it was closed, so a crash leaves a torn line at an end only.
 */
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface SegmentFile {
  readonly path: string;
  /** Epoch ms at which it was begun, from its name. */
  readonly at: number;
  readonly bytes: number;
  readonly packed: boolean;
}

export interface SegmentBounds {
  /** Bytes of all segments together, and age of the first line of the oldest, ms. */
  readonly bytes: number;
  readonly ageMs: number;
}

export interface Segments {
  /** Adds to the segment that is open, or begins one; makes room for it first. */
  readonly append: (text: string) => Promise<void>;
  /** Closes the open segment and packs it, and what an earlier run left unpacked. */
  readonly finish: () => Promise<void>;
  readonly close: () => Promise<void>;
  readonly removeAll: () => Promise<void>;
}

const dayMs = 86_400_000;
/** A machine that crashes every minute must not leave a thousand files a day. */
const mostFiles = 400;

const named = /^segment-(\d{15})\.jsonl(\.gz)?$/;
const nameOf = (at: number): string => `segment-${String(at).padStart(15, '0')}.jsonl`;
const packedOf = (path: string): string => `${path}.gz`;
const partSuffix = '.jsonl.part';
const partOf = (path: string): string => `${path}.part`;

/** Oldest first. A segment whose packed form is there as well is that one. */
export async function listSegments(directory: string): Promise<readonly SegmentFile[]> {
  const names = await readdir(directory).catch(emptyIfMissing);
  const found = await Promise.all(
    names.map(async (name) => {
      const match = named.exec(name);
      const path = join(directory, name);
      const about = match === null ? null : await stat(path).catch(() => null);
      return match === null || about?.isFile() !== true
        ? []
        : [{ path, at: Number(match[1]), bytes: about.size, packed: match[2] !== undefined }];
    }),
  );
  const packed = new Set(names);
  return found
    .flat()
    .filter((one) => one.packed || !packed.has(`${nameOf(one.at)}.gz`))
    .sort((a, b) => a.at - b.at);
}

/** @param now epoch ms */
export function createSegments(directory: string, bounds: SegmentBounds, now: () => number): Segments {
  let current: { readonly path: string; readonly handle: FileHandle; bytes: number } | null = null;
  /** Bytes of the other segments, as last counted. */
  let others = 0;
  let tidied = false;

  /** Drops the oldest until `more` bytes fit, and what is too old. */
  const makeRoom = async (more: number): Promise<void> => {
    const kept = (await listSegments(directory)).filter(({ path }) => path !== current?.path);
    others = kept.reduce((sum, one) => sum + one.bytes, 0);
    for (const [index, { path, at, bytes }] of kept.entries()) {
      // a name from the future was given by a clock that was wrong
      const outOfTime = at < now() - bounds.ageMs || at > now() + dayMs;
      if (!outOfTime && others + more <= bounds.bytes && kept.length - index < mostFiles) continue;
      await rm(path, { force: true });
      others -= bytes;
    }
  };

  /** What earlier runs left: parts of a packing that was cut short, and segments that were never packed. */
  const tidy = async (): Promise<void> => {
    for (const name of await readdir(directory)) if (name.endsWith(partSuffix)) await rm(join(directory, name));
    for (const { path, bytes, packed } of await listSegments(directory)) {
      if (packed) continue;
      await makeRoom(bytes);
      await pack(path);
    }
  };

  const begin = async (): Promise<NonNullable<typeof current>> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (!tidied) await tidy();
    tidied = true;
    const last = (await listSegments(directory)).at(-1)?.at ?? 0;
    const path = join(directory, nameOf(Math.max(now(), last + 1)));
    const begun = { path, handle: await open(path, 'wx', 0o600), bytes: 0 };
    current = begun;
    await makeRoom(0);
    return begun;
  };

  const close = async (): Promise<string | null> => {
    const closed = current;
    current = null;
    await closed?.handle.close();
    return closed?.path ?? null;
  };

  return {
    append: async (text) => {
      const segment = current ?? (await begin());
      segment.bytes += Buffer.byteLength(text);
      // what is open will be there twice for a moment when it is packed
      if (others + 2 * segment.bytes > bounds.bytes) await makeRoom(2 * segment.bytes);
      await segment.handle.appendFile(text);
    },
    finish: async () => {
      const path = await close();
      if (path !== null) await pack(path);
    },
    close: async () => {
      await close();
    },
    removeAll: async () => {
      await close();
      const names = await readdir(directory).catch(emptyIfMissing);
      const ours = names.filter((name) => named.test(name) || name.endsWith(partSuffix));
      for (const name of ours) await rm(join(directory, name), { force: true });
    },
  };
}

const gzipped = promisify(gzip);

/** The packed form is whole and on disk before the other goes. */
async function pack(path: string): Promise<void> {
  const text = await readFile(path).catch(() => null);
  if (text === null) return;
  if (text.length > 0) {
    const part = partOf(path);
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(await gzipped(text));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, packedOf(path));
  }
  await rm(path, { force: true });
}

function emptyIfMissing(error: unknown): readonly string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
