/** Opens a database file so that it can be relied on, or says why it cannot. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { inWords, troubleOf } from './sqlite-error.ts';
import type { Trouble } from './sqlite-error.ts';

export type OpenFailure =
  | { readonly kind: 'damaged'; readonly reason: string }
  /** Written by a newer BrainKernel; left exactly as it is. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'unusable'; readonly trouble: Trouble; readonly reason: string };

const damaged = (reason: string): OpenFailure => ({ kind: 'damaged', reason });
const unusable = (trouble: Trouble, reason: string = inWords[trouble]): OpenFailure => ({
  kind: 'unusable',
  trouble,
  reason,
});

/**
 * Creates what is missing (the folder 0700, the file 0600), checks every page (`quick_check`), takes the schema up to
 * date and proves with a synced write that records can be kept. A file that fails is as it was before.
 */
export function openFile(path: string): Result<DatabaseSync, OpenFailure> {
  const unfit = prepareFile(path);
  if (unfit !== null) return fail(unfit);

  let connection: DatabaseSync | null = null;
  try {
    const wrong = sizeOf(`${path}-wal`) > 0 ? checkWithoutWriting(path) : null;
    if (wrong !== null) return fail(wrong);
    connection = connect(path);
    const stillWrong = check(connection);
    if (stillWrong !== null) {
      connection.close();
      return fail(stillWrong);
    }
    configure(connection);
    migrate(connection);
    proveWritable(connection);
    return ok(connection);
  } catch (error) {
    closeQuietly(connection);
    const trouble = troubleOf(error);
    if (trouble === null) throw error;
    return fail(trouble === 'damaged' ? damaged(inWords.damaged) : unusable(trouble));
  }
}

/** A database that lives as long as the process. */
export function openMemory(): DatabaseSync {
  const connection = connect(':memory:');
  configure(connection);
  migrate(connection);
  return connection;
}

function connect(path: string): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: 2000, enableForeignKeyConstraints: true });
  // Exclusive: one engine a file even where the instance lock could not be taken; and no shared-memory file, so that
  // WAL works on a network home and a full tmpfs cannot end the process with SIGBUS. https://sqlite.org/wal.html#noshm
  connection.exec('PRAGMA locking_mode=EXCLUSIVE');
  return connection;
}

function check(connection: DatabaseSync): OpenFailure | null {
  const problem = connection.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (problem !== 'ok') return damaged(String(problem).replaceAll(/\s+/g, ' '));
  const version = Number(connection.prepare('PRAGMA user_version').get()?.['user_version']);
  return version > schemaVersion ? { kind: 'newer', version } : null;
}

/** After a crash the log holds records: a connection that may write would merge them into the file when it closes. */
function checkWithoutWriting(path: string): OpenFailure | null {
  using connection = new DatabaseSync(path, { timeout: 2000, readOnly: true });
  return check(connection);
}

function configure(connection: DatabaseSync): void {
  connection.exec('PRAGMA auto_vacuum=INCREMENTAL'); // takes effect on a file without tables only
  connection.exec('PRAGMA journal_mode=WAL');
  connection.exec('PRAGMA synchronous=NORMAL'); // Database switches to FULL for what must survive a power cut
  connection.exec('PRAGMA journal_size_limit=4194304');
  connection.exec('PRAGMA trusted_schema=OFF');
  connection.exec('PRAGMA cell_size_check=ON');
}

/** Only a write that reached the disk tells that the next one can. */
function proveWritable(connection: DatabaseSync): void {
  connection.exec('PRAGMA synchronous=FULL');
  connection.exec(`INSERT OR REPLACE INTO meta (key, value) VALUES ('opened', strftime('%Y-%m-%dT%H:%M:%fZ'))`);
  connection.exec('PRAGMA synchronous=NORMAL');
}

/** What the bytes say before SQLite, which deletes the log beside an empty file, gets to touch them. Null: go on. */
function prepareFile(path: string): OpenFailure | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const size = sizeOf(path);
    if (size === 0 && sizeOf(`${path}-wal`) > 0)
      return damaged(`${existsSync(path) ? 'it is empty' : 'it is gone'} while its log holds records`);
    if (size > 0) {
      const wrong = headerProblem(path);
      if (wrong === null) for (const needed of [path, dirname(path)]) accessSync(needed, constants.W_OK);
      return wrong;
    }
    // it holds command lines: nobody else's business, whatever the folder and umask allow; the log inherits the mode
    closeSync(openSync(path, 'a', 0o600));
    return null;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const trouble: Trouble =
      error.code === 'ENOSPC' || error.code === 'EDQUOT' ? 'full' : error.code === 'EIO' ? 'device' : 'read-only';
    return unusable(trouble, error.message);
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** https://sqlite.org/fileformat.html#the_database_header: 16 bytes of magic; big-endian user_version at 60. */
function headerProblem(path: string): OpenFailure | null {
  const header = Buffer.alloc(100);
  const file = openSync(path, 'r');
  try {
    const length = readSync(file, header, 0, header.length, 0);
    if (length < header.length || header.toString('latin1', 0, 16) !== 'SQLite format 3\0')
      return damaged('it is not a database');
  } finally {
    closeSync(file);
  }
  const version = header.readUInt32BE(60);
  return version > schemaVersion ? { kind: 'newer', version } : null;
}

function closeQuietly(connection: DatabaseSync | null): void {
  try {
    if (connection?.isOpen === true) connection.close();
  } catch {
    // what is reported is the error that made us close it
  }
}
