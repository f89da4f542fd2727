/** Well-known programs by exact identity: the basename of the executable, or of the script an interpreter runs. */
import { background } from './catalogue/background.ts';
import { communication } from './catalogue/communication.ts';
import { desktop } from './catalogue/desktop.ts';
import { development } from './catalogue/development.ts';
import type { CatalogueEntry } from './catalogue/entry.ts';
import { gaming } from './catalogue/games.ts';
import { media } from './catalogue/media.ts';
import { serving } from './catalogue/servers.ts';
import { system } from './catalogue/system.ts';
import { tools } from './catalogue/tools.ts';
import { baseName, unversionedName } from './executable.ts';

export type { CatalogueEntry } from './catalogue/entry.ts';

export const catalogue: readonly CatalogueEntry[] = [
  ...system,
  ...desktop,
  ...communication,
  ...media,
  ...gaming,
  ...development,
  ...serving,
  ...background,
  ...tools,
];

const executables = indexOf((entry) => entry.runs !== 'script');
const scripts = indexOf((entry) => entry.runs !== undefined);

function indexOf(belongs: (entry: CatalogueEntry) => boolean): ReadonlyMap<string, CatalogueEntry> {
  return new Map(catalogue.filter(belongs).flatMap((entry) => entry.names.map((name) => [name, entry] as const)));
}

/**
 * The entry of an executable, by its basename alone. The basename says nothing about trust: anybody can call a file
 * `pipewire`, so what favours a program must ask `trustedLocation` too; what protects it need not.
 *
 * @param exe path as /proc/PID/exe gives it. A process's own name (comm) must never be passed here.
 */
export function knownExecutable(exe: string | null): CatalogueEntry | null {
  if (exe === null) return null;
  const name = baseName(exe);
  const entry = executables.get(name) ?? versioned(unversionedName(name));
  return entry !== undefined && isWithin(entry, exe) ? entry : null;
}

function versioned(name: string): CatalogueEntry | undefined {
  const entry = executables.get(name);
  return entry?.versioned === true ? entry : undefined;
}

/** The entry of what an interpreter runs: a script's or jar's path, a module or a main class. */
export function knownScript(script: string | null): CatalogueEntry | null {
  if (script === null) return null;
  const path = script.replaceAll('\\', '/');
  const entry = scripts.get(baseName(path)) ?? scripts.get(baseName(path).replace(/\.(?:py|pl|sh|rb)$/, ''));
  return entry !== undefined && isWithin(entry, path) ? entry : null;
}

function isWithin(entry: CatalogueEntry, path: string): boolean {
  return entry.within === undefined || path.includes(entry.within);
}
