/**
 * dpkg's database as a PackageIndex: /var/lib/dpkg/info/*.list says which package owns a file, status says what the
 * package is (dpkg(1), deb-control(5)). Read once, in slices, when the first question comes; answers are kept.
 */
import { readFile, readdir, stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { join } from 'node:path';
import { createPathTable } from './path-table.ts';
import type { PathTable } from './path-table.ts';
import type { PackageIndex, PackageOwner } from './package-index.ts';

/** dpkg-divert(1): every package's `from` but that of `by` is installed as `to`. `by` is `:` for the administrator. */
interface Diversion {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

interface Database {
  /** mtime of status, ms: dpkg rewrites the file on each change. */
  readonly version: number;
  /** `bash`, `libc6:amd64`: the names of the list files. */
  readonly packages: readonly string[];
  readonly paths: PathTable;
  readonly owners: ReadonlyMap<string, PackageOwner>;
  readonly diversions: readonly Diversion[];
}

/** How often a change of the database is looked for, and how long a batch of questions is gathered. */
const recheckMs = 60_000;
const gatherMs = 50;
/** Bytes of list files worked through before the event loop has its turn. */
const sliceBytes = 64 * 1024;
const stanzasInATurn = 50;

/** @param directory dpkg's database, `/var/lib/dpkg`. */
export function createDpkgIndex(directory = '/var/lib/dpkg'): PackageIndex {
  const answers = new Map<string, PackageOwner | null>();
  const waiting = new Set<string>();
  let database: Database | null = null;
  let generation = 0;
  let busy = false;
  let disposed = false;
  let checkedAt = 0;
  let timer: NodeJS.Timeout | null = null;

  const work = async (): Promise<void> => {
    busy = true;
    // no dpkg here, or it is being rewritten: nothing is owned until the next look
    const fresh = await freshDatabase(directory, database).catch(() => null);
    if (fresh !== null && fresh !== database) for (const path of answers.keys()) waiting.add(path);
    database = fresh;
    for (const path of [...waiting]) {
      if (disposed) return;
      answers.set(path, fresh === null ? null : await ownerOf(directory, fresh, path));
      waiting.delete(path);
    }
    busy = false;
    generation += 1;
  };
  const schedule = (): void => {
    if (timer !== null || busy || disposed) return;
    timer = setTimeout(() => {
      timer = null;
      void work().then(() => {
        if (waiting.size > 0) schedule();
      });
    }, gatherMs);
    timer.unref();
  };

  return {
    owner: (path) => {
      const now = performance.now();
      if (now - checkedAt > recheckMs) {
        checkedAt = now;
        schedule();
      }
      const known = answers.get(path);
      if (known !== undefined) return known;
      waiting.add(path);
      schedule();
      return undefined;
    },
    generation: () => generation,
    dispose: () => {
      disposed = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

async function freshDatabase(directory: string, old: Database | null): Promise<Database> {
  const { mtimeMs } = await stat(join(directory, 'status'));
  return old?.version === mtimeMs ? old : readDatabase(directory, mtimeMs);
}

async function readDatabase(directory: string, version: number): Promise<Database> {
  const lists = (await readdir(join(directory, 'info'))).filter((name) => name.endsWith('.list'));
  const table = createPathTable();
  let sinceTurn = 0;
  for (const [index, list] of lists.entries()) {
    const lines = await readFile(join(directory, 'info', list)).catch(() => Buffer.alloc(0));
    for (let start = 0; start < lines.length;) {
      const newline = lines.indexOf('\n', start + sliceBytes);
      const end = newline < 0 ? lines.length : newline + 1;
      table.add(index, lines.subarray(start, end));
      sinceTurn += end - start;
      start = end;
      if (sinceTurn < sliceBytes) continue;
      sinceTurn = 0;
      await nextTurn();
    }
  }
  const owners = new Map<string, PackageOwner>();
  for (const owner of parseStatus(await readFile(join(directory, 'status')))) {
    owners.set(owner.name, owner);
    if (owners.size % stanzasInATurn === 0) await nextTurn();
  }
  const diversions = parseDiversions(await readFile(join(directory, 'diversions'), 'utf8').catch(() => ''));
  return {
    version,
    packages: lists.map((list) => list.slice(0, -'.list'.length)),
    paths: table,
    owners,
    diversions,
  };
}

async function ownerOf(directory: string, database: Database, path: string): Promise<PackageOwner | null> {
  const moved = database.diversions.find(({ to }) => to === path);
  const replaced = database.diversions.find(({ from }) => from === path);
  const listed = moved?.from ?? path;
  for (const candidate of database.paths.candidates(listed)) {
    const name = database.packages[candidate];
    if (name === undefined) continue;
    const plainName = name.split(':')[0] ?? name;
    if (moved?.by === plainName || (replaced !== undefined && replaced.by !== plainName)) continue;
    if (await listHolds(join(directory, 'info', `${name}.list`), listed)) return database.owners.get(plainName) ?? null;
  }
  return null;
}

/** Hashes may collide: the list has the last word. */
async function listHolds(list: string, path: string): Promise<boolean> {
  const text = `\n${await readFile(list, 'utf8').catch(() => '')}\n`;
  const spellings = path.startsWith('/usr/') ? [path, path.slice('/usr'.length)] : [path, `/usr${path}`];
  return spellings.some((spelling) => text.includes(`\n${spelling}\n`));
}

/** Lines in threes: path in the packages, where it lies now, who diverted it. */
export function parseDiversions(text: string): readonly Diversion[] {
  const lines = text.split('\n');
  const diversions: Diversion[] = [];
  for (let index = 0; index < lines.length; index += 3) {
    const [from, to, by] = lines.slice(index, index + 3);
    if (from !== undefined && to !== undefined && by !== undefined && by !== '') diversions.push({ from, to, by });
  }
  return diversions;
}

/**
 * The installed packages in dpkg's status file. Works on bytes and copies each value out, because a slice of
 * a string would keep the whole file (megabytes) in memory.
 */
export function* parseStatus(status: Buffer): Generator<PackageOwner> {
  let start = 0;
  while (start < status.length) {
    const gap = status.indexOf('\n\n', start);
    const end = gap < 0 ? status.length : gap;
    const stanza = status.subarray(start, end);
    const name = field(stanza, 'Package');
    if (name !== null && field(stanza, 'Status')?.endsWith(' installed') === true) {
      yield {
        name,
        version: field(stanza, 'Version') ?? '',
        section: field(stanza, 'Section'),
        description: field(stanza, 'Description'),
      };
    }
    start = end + 2;
  }
}

/** First line of a field, trimmed; null when the stanza has none. */
function field(stanza: Buffer, name: string): string | null {
  const atStart = stanza.subarray(0, name.length + 1).toString('latin1') === `${name}:`;
  const at = atStart ? 0 : stanza.indexOf(`\n${name}:`) + 1;
  if (!atStart && at === 0) return null;
  const end = stanza.indexOf(0x0a, at);
  return stanza.toString('utf8', at + name.length + 1, end < 0 ? stanza.length : end).trim();
}
