/** What was about to be changed, on disk before it is changed; what a restart after kill -9 gives back. */
import { z } from 'zod';
import { lever } from '../../contract/words.ts';
import type { JournalEntry, JournalStore } from '../act/intervention.ts';
import type { Clock } from '../clock.ts';
import type { Database } from './database.ts';
import { fromColumn } from './record.ts';

const processKey = { pid: z.number().int().positive(), startTime: z.number().nonnegative() };

const changeTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('thread'), ...processKey, tid: z.number().int().positive(), threadStart: z.number() }),
  z.object({ kind: z.literal('process'), ...processKey }),
  z.object({ kind: z.literal('autogroup'), ...processKey, group: z.string() }),
  z.object({ kind: z.literal('unit'), unit: z.string(), userUnit: z.boolean(), transient: z.boolean() }),
]);

const journalEntry = z.object({
  decisionId: z.string(),
  bootId: z.string(),
  at: z.number(),
  appId: z.string(),
  appName: z.string(),
  processes: z.array(z.object(processKey)),
  changes: z.array(
    z.object({
      lever,
      target: changeTarget,
      before: z.string(),
      after: z.string(),
      by: z.literal('helper').optional(),
    }),
  ),
  state: z.enum(['intended', 'applied', 'closed']),
}) satisfies z.ZodType<JournalEntry>;

/**
 * `write` (again for the same decision: replaces its row) is synced to disk or throws `StoreWriteError`. `setState`
 * never throws for the disk's sake: it is called after levers were pulled or given back, when stopping half-way would
 * do harm. A state that could not be written stays in memory and goes to disk with the next one; if the engine dies
 * before, recovery finds an older state, compares before it restores, and so does nothing twice.
 * `unreadable` is told of rows whose interventions cannot be given back.
 */
export function journalStore(database: Database, clock: Clock, unreadable: (decisionId: string) => void): JournalStore {
  const owed = new Map<string, JournalEntry['state']>();

  const put = (decisionId: string, state: JournalEntry['state']) =>
    database.run(
      'UPDATE journal SET state = ?, closed_at = ? WHERE decision_id = ?',
      state,
      state === 'closed' ? clock.now() : null,
      decisionId,
    );
  const payOwed = () => owed.forEach((state, decisionId) => put(decisionId, state));

  return {
    write: (entry) => {
      database.durably(() => {
        payOwed();
        database.run(
          `INSERT INTO journal (decision_id, at, state, closed_at, entry) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (decision_id) DO UPDATE
           SET state = excluded.state, closed_at = excluded.closed_at, entry = excluded.entry`,
          entry.decisionId,
          entry.at,
          entry.state,
          entry.state === 'closed' ? clock.now() : null,
          JSON.stringify(entry),
        );
      });
      owed.clear();
    },

    setState: (decisionId, state) => {
      owed.set(decisionId, state);
      if (database.write(payOwed)) owed.clear();
    },

    open: () =>
      database
        .all(`SELECT decision_id, state, entry FROM journal WHERE state <> 'closed' ORDER BY at, rowid`)
        .flatMap((row) => {
          const decisionId = String(row['decision_id']);
          const entry = fromColumn(journalEntry, row['entry']);
          if (entry === null) {
            unreadable(decisionId);
            return [];
          }
          const state = owed.get(decisionId) ?? (row['state'] === 'applied' ? 'applied' : 'intended');
          return state === 'closed' ? [] : [{ ...entry, state }];
        }),
  };
}
