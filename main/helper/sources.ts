/** The files that are to be installed, where this copy of BrainKernel has them. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import type { FileKind } from './layout.ts';
import { layouts } from './layout.ts';
import type { Said } from './said.ts';
import { said } from './said.ts';

/** Where each of them lies. `kind` says what a missing one means. */
export interface HelperSources {
  readonly kind: 'packaged' | 'checkout';
  readonly pathOf: (what: FileKind, name: string) => string;
}

export interface SourceFile {
  readonly what: FileKind;
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** @param resources `process.resourcesPath` of a packed app, which holds them in `helper` (electron-builder.yml) */
export const packagedSources = (resources: string): HelperSources => ({
  kind: 'packaged',
  pathOf: (_what, name) => join(resources, 'helper', name),
});

/** @param root of the repository, in which `npm run helper:build` was run */
export const checkoutSources = (root: string): HelperSources => ({
  kind: 'checkout',
  pathOf: (what, name) => join(root, what === 'binary' ? 'helper' : 'assets/helper', name),
});

/** Those of a packed app where there are any, else those of the repository. */
export function findSources(resources: string | undefined, root: string): HelperSources {
  // an Electron that runs the repository has resources of its own
  const isPacked = resources !== undefined && existsSync(join(resources, 'helper'));
  return isPacked ? packagedSources(resources) : checkoutSources(root);
}

/** Read once, so that what is shown, hashed and staged are the same bytes. */
export async function readSources({ kind, pathOf }: HelperSources): Promise<Result<readonly SourceFile[], Said>> {
  const files: SourceFile[] = [];
  for (const { what, name } of layouts.usr) {
    const path = pathOf(what, name);
    try {
      const bytes = await readFile(path);
      files.push({ what, name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
    } catch {
      const unbuilt = kind === 'checkout' && what === 'binary';
      return fail(said(unbuilt ? 'helper-plan.not-built' : 'helper-plan.incomplete', { file: path }));
    }
  }
  return ok(files);
}
