/**
 * Copies for root to read: an AppImage is a mount that root may not enter, and a checkout changes while somebody works in
 * it. Nobody else may enter the folder, and root believes nothing that lies in it (root-side.ts).
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { SourceFile } from './sources.ts';

export interface Staging extends AsyncDisposable {
  readonly folder: string;
}

/** In the person's runtime directory, else where there is room. An error is what the file system says. */
export async function stage(
  files: readonly SourceFile[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Result<Staging>> {
  const runtime = environment['XDG_RUNTIME_DIR'];
  // https://specifications.freedesktop.org/basedir-spec: a relative path there is to be ignored
  const own = runtime !== undefined && isAbsolute(runtime) ? await stageIn(runtime, files) : null;
  return own?.ok === true ? own : await stageIn(tmpdir(), files);
}

async function stageIn(parent: string, files: readonly SourceFile[]): Promise<Result<Staging>> {
  let folder: string | null = null;
  try {
    // mkdtemp(3) makes it 0700
    folder = await mkdtemp(join(parent, 'brainkernel-helper-'));
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes, { flag: 'wx', mode: 0o600 });
    const made = folder;
    return ok({ folder: made, [Symbol.asyncDispose]: () => remove(made) });
  } catch (error) {
    if (folder !== null) await remove(folder);
    return fail(error instanceof Error ? error.message : String(error));
  }
}

const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
