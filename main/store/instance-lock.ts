/**
 * One engine a data directory. The lock is SQLite's own on an empty file: a POSIX record lock (fcntl(2)), which the kernel
 * drops with the process however that ends, so nothing can be stale; which no other user can take, as the file is 0600;
 * and which holds across containers and network homes. (An abstract socket has the first property alone.)
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { fail, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { fromColumn } from './record.ts';
import { troubleOf } from './sqlite-error.ts';

/** Who holds the lock, for the message to whoever comes second. Says nothing about whether it is held. */
const holder = z.object({ pid: z.number().int().positive(), url: z.string().max(200).nullable() });

export interface InstanceLock {
  /** Tells a second instance where this one is to be found. Without the token: the file outlives a crash. */
  readonly announce: (url: string) => void;
  /** Harmless when called twice. */
  readonly release: () => void;
}

/**
 * Takes the lock for as long as the process lives, or says who has it. In a directory that cannot be written there is
 * nothing to protect: the store will not be durable either, so the engine may run there and only observes.
 */
export function acquireInstanceLock(dataDirectory: string): Result<InstanceLock> {
  const notePath = join(dataDirectory, 'instance.json');
  const note = (url: string | null) => {
    try {
      writeFileSync(notePath, `${JSON.stringify({ pid: process.pid, url })}\n`, { mode: 0o600 });
    } catch {
      // the second instance will hear less; the lock holds all the same
    }
  };

  let connection: DatabaseSync | null = null;
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    const path = join(dataDirectory, 'instance.lock');
    // closing any descriptor of the file would drop a lock this process holds (fcntl(2)), so it is only made once
    if (!existsSync(path)) writeFileSync(path, '', { flag: 'a', mode: 0o600 });
    connection = new DatabaseSync(path, { timeout: 0 });
    // nothing is ever written, so a full disk does not matter
    connection.exec('PRAGMA journal_mode=MEMORY');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    if (connection?.isOpen === true) connection.close();
    if (troubleOf(error) === 'locked') return fail(alreadyRunning(dataDirectory, readNote(notePath)));
    return ok({ announce: () => undefined, release: () => undefined });
  }

  const held = connection;
  note(null);
  return ok({
    announce: note,
    release: () => {
      if (!held.isOpen) return;
      rmSync(notePath, { force: true });
      held.close();
    },
  });
}

function readNote(path: string): z.infer<typeof holder> | null {
  try {
    return fromColumn(holder, readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

function alreadyRunning(dataDirectory: string, by: z.infer<typeof holder> | null): string {
  const who = by === null ? '' : ` as process ${by.pid}`;
  const where = by === null || by.url === null ? '' : ` at ${by.url}`;
  return `BrainKernel is already running${who}${where} with the data in ${dataDirectory}. Use that one, or choose another folder with --data-dir.`;
}
