/** Where Electron's program is, if it is here: it is no part of the npm package, which fetches it at its first use. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import electron from 'electron/package.json' with { type: 'json' };

export type ElectronBinary =
  | { readonly kind: 'found'; readonly path: string }
  /** `why` is the end of a sentence that begins with "because". */
  | { readonly kind: 'missing'; readonly why: string };

export const electronVersion = electron.version;

/** Where electron/install.js unpacks it. */
export const electronDist = join(import.meta.dirname, '../node_modules/electron/dist');

/** `ELECTRON_OVERRIDE_DIST_PATH` names a folder with an Electron, as it does for the npm package; else the installed one. */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): ElectronBinary {
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const folder = override ?? electronDist;
  const path = join(folder, 'electron');
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return override === undefined
      ? { kind: 'missing', why: 'Electron has not been fetched yet' }
      : { kind: 'missing', why: `ELECTRON_OVERRIDE_DIST_PATH has no program named electron: ${override}` };
  }
  const version = versionIn(folder);
  if (override === undefined && version !== electronVersion)
    return { kind: 'missing', why: `Electron ${version} is here, but ${electronVersion} is needed` };
  return { kind: 'found', path };
}

function versionIn(folder: string): string {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'of an unknown version';
  }
}
