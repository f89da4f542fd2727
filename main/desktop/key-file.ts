/** The encrypted keys on disk: a file of its own that only its owner may read, replaced as a whole. */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { keyProvider } from '../../contract/keys.ts';
import type { KeyProvider } from '../../contract/keys.ts';

export interface SavedKey {
  /** Electron's name of what encrypted it. */
  readonly backend: string;
  readonly encrypted: Buffer;
}

export type SavedKeys = ReadonlyMap<KeyProvider, SavedKey>;

const shape = z.object({
  version: z.literal(1),
  keys: z.partialRecord(keyProvider, z.object({ backend: z.string().max(100), encrypted: z.base64().max(10_000) })),
});

/** What the file holds: nothing when there is none. Throws with a reason when it cannot be used. */
export function readKeyFile(file: string): SavedKeys {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Map();
    throw error;
  }
  const parsed = shape.safeParse(parseJson(text));
  if (!parsed.success) throw new Error('it is not what BrainKernel wrote there');
  return new Map(
    keyProvider.options.flatMap((provider) => {
      const saved = parsed.data.keys[provider];
      return saved === undefined
        ? []
        : [[provider, { backend: saved.backend, encrypted: Buffer.from(saved.encrypted, 'base64') }]];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Replaces the file by rename, so that a crash leaves the old keys or the new ones. Without keys there is no file.
 * @param asideAt epoch ms: the old file could not be used and is kept under a name of that moment, once the new one is on disk
 */
export function writeKeyFile(file: string, keys: SavedKeys, asideAt: number | null = null): void {
  if (keys.size === 0) {
    rmSync(file, { force: true });
    return;
  }
  const content = {
    version: 1,
    keys: Object.fromEntries(
      [...keys].map(([provider, { backend, encrypted }]) => [
        provider,
        { backend, encrypted: encrypted.toString('base64') },
      ]),
    ),
  };
  const next = `${file}.next`;
  rmSync(next, { force: true }); // left by a crash, maybe with another mode
  const descriptor = openSync(next, 'wx', 0o600);
  try {
    writeFileSync(descriptor, JSON.stringify(content));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (asideAt !== null)
    renameSync(file, `${file}${asideMark}${new Date(asideAt).toISOString().replaceAll(/[:.]/g, '-')}`);
  renameSync(next, file);
}

const asideMark = '.unreadable-';

/** Removes what was ever set aside: who forgets a key wants no copy of it kept. */
export function removeSetAside(file: string): void {
  const folder = dirname(file);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(file)}${asideMark}`)) rmSync(join(folder, name), { force: true });
}
