/**
 * Copies for root to read: an AppImage is a mount that root may not enter, and a checkout changes while somebody works in
 * it. Nobody else may enter the folder, and root believes nothing that lies in it (root-side.ts).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { SourceFile } from './sources.ts';

export interface Staging extends AsyncDisposable {
  readonly folder: string;
}

/** Throws what the file system says. */
export async function stage(
  files: readonly SourceFile[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Staging> {
  const runtime = environment['XDG_RUNTIME_DIR'];
  // mkdtemp(3) makes it 0700
  const make = (parent: string): Promise<string> => mkdtemp(join(parent, 'brainkernel-helper-'));
  const folder =
    runtime !== undefined && isAbsolute(runtime)
      ? await make(runtime).catch(() => make(tmpdir()))
      : await make(tmpdir());
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, [Symbol.asyncDispose]: remove };
}
