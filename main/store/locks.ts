/** What a person holds: programs and values BrainKernel keeps its hands off. In memory, written through to disk. */
import { z } from 'zod';
import { lever } from '../../contract/words.ts';
import type { Database } from './database.ts';
import { fromColumns } from './record.ts';

const held = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('program'), programKey: z.string() }),
  z.object({ kind: z.literal('process'), bootId: z.string(), pid: z.number().int(), startTime: z.number(), lever }),
]);
/** A program for good, or one lever of one process for as long as it runs. */
export type Held = Readonly<z.infer<typeof held>>;

const lock = z.object({ held, reason: z.string(), at: z.number() });
export type Lock = Readonly<z.infer<typeof lock>>;

export interface LockStore {
  readonly add: (lock: Lock) => void;
  readonly remove: (held: Held) => void;
  readonly get: (held: Held) => Lock | null;
  /** Newest last. */
  readonly list: () => readonly Lock[];
}

const keyOf = (of: Held): string =>
  of.kind === 'program'
    ? JSON.stringify(['program', of.programKey])
    : JSON.stringify(['process', of.bootId, of.pid, of.startTime, of.lever]);

/** A lock counts from `add` on, also where the disk does not take it: then until the engine stops. */
export function lockStore(database: Database): LockStore {
  const rows = database.all('SELECT lock FROM locks ORDER BY at, rowid');
  const locks = new Map(
    fromColumns(
      lock,
      rows.map((row) => row['lock']),
    ).map((each) => [keyOf(each.held), each]),
  );

  return {
    add: (each) => {
      const key = keyOf(each.held);
      locks.delete(key);
      locks.set(key, each);
      database.writeThrough(() => {
        database.run(
          'INSERT OR REPLACE INTO locks (holds, at, lock) VALUES (?, ?, ?)',
          key,
          each.at,
          JSON.stringify(each),
        );
      });
    },
    remove: (of) => {
      const key = keyOf(of);
      if (!locks.delete(key)) return;
      database.writeThrough(() => {
        database.run('DELETE FROM locks WHERE holds = ?', key);
      });
    },
    get: (of) => locks.get(keyOf(of)) ?? null,
    list: () => [...locks.values()],
  };
}
