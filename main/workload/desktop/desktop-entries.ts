/** The desktop entries installed here, by id and by the executable they run. */
import type { Dirent } from 'node:fs';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { parseDesktopEntry, programOf } from './desktop-entry.ts';
import type { DesktopEntry } from './desktop-entry.ts';

export interface DesktopEntries {
  readonly byId: (id: string) => DesktopEntry | null;
  /** The entry whose program is exactly this file: an executable, or the script that an interpreter runs. */
  readonly byProgram: (path: string) => DesktopEntry | null;
  /** Grows when a scan has found other entries than before. */
  readonly generation: () => number;
  /** Resolves when the first scan is done. */
  readonly ready: Promise<void>;
  readonly dispose: () => void;
}

export interface DesktopEntryPlaces {
  readonly home: string;
  /** XDG_DATA_HOME, XDG_DATA_DIRS and PATH are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const rescanMs = 30_000;
const largestFile = 256 * 1024;
const deepestFolder = 3;

/** Scans now, and again whenever the modification time of one of the directories has changed (looked at each 30 s). */
export function createDesktopEntries(places: DesktopEntryPlaces): DesktopEntries {
  const directories = applicationDirectories(places);
  const path = (places.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin:/usr/games').split(':').filter(isAbsolute);
  let index: Index = { byId: new Map(), byProgram: new Map() };
  let stamp = '';
  let generation = 0;

  const scan = async (): Promise<void> => {
    const folders = (await Promise.all(directories.map((directory) => foldersBelow(directory, '', 0)))).flat();
    const found = folders.map((folder) => `${folder.directory}@${folder.changed}`).join('\n');
    if (found === stamp) return;
    stamp = found;
    index = await buildIndex(folders, path);
    generation += 1;
  };
  // a directory that vanishes while it is read is found missing by the next look
  const look = (): Promise<void> => scan().catch(() => undefined);
  const timer = setInterval(() => void look(), rescanMs);
  timer.unref();

  return {
    byId: (id) => index.byId.get(id) ?? null,
    byProgram: (program) => index.byProgram.get(program) ?? null,
    generation: () => generation,
    ready: look(),
    dispose: () => clearInterval(timer),
  };
}

/** First wins. https://specifications.freedesktop.org/basedir-spec/latest/, plus where Flatpak and snapd export theirs. */
function applicationDirectories({ home, env }: DesktopEntryPlaces): readonly string[] {
  const dataHome = env['XDG_DATA_HOME'] ?? join(home, '.local/share');
  const dataDirs = (env['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share').split(':');
  const exported = [
    join(dataHome, 'flatpak/exports/share'),
    '/var/lib/flatpak/exports/share',
    '/var/lib/snapd/desktop',
  ];
  const roots = [dataHome, ...dataDirs, ...exported].filter(isAbsolute);
  return [...new Set(roots.map((root) => join(root, 'applications')))];
}

interface Folder {
  readonly directory: string;
  /** Part of the ids of its entries: `kde4-`. */
  readonly idPrefix: string;
  readonly changed: number;
  readonly files: readonly string[];
}

async function foldersBelow(directory: string, idPrefix: string, depth: number): Promise<readonly Folder[]> {
  const children = await readdir(directory, { withFileTypes: true }).catch((): Dirent[] => []);
  if (children.length === 0 || depth > deepestFolder) return [];
  const { mtimeMs } = await stat(directory);
  const below = await Promise.all(
    children
      .filter((child) => child.isDirectory())
      .map((child) => foldersBelow(join(directory, child.name), `${idPrefix}${child.name}-`, depth + 1)),
  );
  const files = children.filter((child) => child.name.endsWith('.desktop')).map((child) => child.name);
  return [{ directory, idPrefix, changed: mtimeMs, files }, ...below.flat()];
}

interface Index {
  readonly byId: ReadonlyMap<string, DesktopEntry>;
  readonly byProgram: ReadonlyMap<string, DesktopEntry>;
}

async function buildIndex(folders: readonly Folder[], path: readonly string[]): Promise<Index> {
  const byId = new Map<string, DesktopEntry>();
  const byProgram = new Map<string, { readonly entry: DesktopEntry; readonly rank: number }>();
  for (const folder of folders) {
    for (const file of folder.files) {
      const id = folder.idPrefix + file.slice(0, -'.desktop'.length);
      const entry = byId.has(id) ? null : await readEntry(join(folder.directory, file), id);
      if (entry === null) continue;
      byId.set(id, entry);
      const program = programOf(entry);
      if (program === null) continue;
      // several entries may run one program (soffice --calc): the plainest one that menus show names it
      const rank = program.extraArguments + (entry.visible ? 0 : 100);
      for (const place of await locate(program.program, path)) {
        if (rank < (byProgram.get(place)?.rank ?? Infinity)) byProgram.set(place, { entry, rank });
      }
    }
  }
  return { byId, byProgram: new Map([...byProgram].map(([place, { entry }]) => [place, entry])) };
}

async function readEntry(file: string, id: string): Promise<DesktopEntry | null> {
  try {
    const { size } = await stat(file);
    return size > largestFile ? null : parseDesktopEntry(id, await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Where a program lies: as it is called, and with symbolic links resolved. Empty when it is not installed. */
async function locate(program: string, path: readonly string[]): Promise<readonly string[]> {
  const candidates = isAbsolute(program)
    ? [program]
    : program.includes('/')
      ? []
      : path.map((place) => join(place, program));
  for (const candidate of candidates) {
    const resolved = await realpath(candidate).catch(() => null);
    if (resolved !== null) return [...new Set([candidate, resolved])];
  }
  return [];
}
