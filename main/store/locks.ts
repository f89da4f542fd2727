/** Processes whose values a person set: kept while the machine runs, so that a restart of ours does not forget them. */
import { z } from 'zod';
import type { ProcessKey } from '../sampler/snapshot.ts';
import type { Database } from './database.ts';
import { fromColumns } from './record.ts';

const lock = z.object({
  process: z.object({ pid: z.number().int(), startTime: z.number() }),
  appId: z.string(),
  reason: z.string(),
  at: z.number(),
});
/** `at` is epoch ms. */
export type KeptLock = Readonly<z.infer<typeof lock>>;

/** The locks of one boot: pid and start time name a process within it alone. */
export interface KeptLocks {
  /** Oldest first. */
  readonly list: () => readonly KeptLock[];
  readonly put: (lock: KeptLock) => void;
  readonly remove: (process: ProcessKey) => void;
}

export interface LockStore {
  /** Forgets those of every other boot, whose processes have all ended. */
  readonly ofBoot: (bootId: string) => KeptLocks;
}

export const lockStore = (database: Database): LockStore => ({
  ofBoot: (bootId) => {
    const keyOf = ({ pid, startTime }: ProcessKey): string => JSON.stringify([bootId, pid, startTime]);
    database.writeThrough(() => {
      database.run('DELETE FROM locks WHERE json_extract(holds, ?) IS NOT ?', '$[0]', bootId);
    });
    return {
      list: () =>
        fromColumns(
          lock,
          // a disk that cannot be written still holds those of other boots
          database
            .all('SELECT lock FROM locks WHERE json_extract(holds, ?) IS ? ORDER BY at, rowid', '$[0]', bootId)
            .map((row) => row['lock']),
        ),
      put: (each) => {
        database.writeThrough(() => {
          database.run(
            'INSERT OR REPLACE INTO locks (holds, at, lock) VALUES (?, ?, ?)',
            keyOf(each.process),
            each.at,
            JSON.stringify(each),
          );
        });
      },
      remove: (process) => {
        database.writeThrough(() => {
          database.run('DELETE FROM locks WHERE holds = ?', keyOf(process));
        });
      },
    };
  },
});
