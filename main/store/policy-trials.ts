/** Decisions counted for the policies on trial, so that an experiment outlives a restart. */
import { z } from 'zod';
import type { Trial, TrialStore } from '../policy/trials.ts';
import type { Database } from './database.ts';
import { fromColumns } from './record.ts';

const trial = z.object({
  decisionId: z.string(),
  policyId: z.string(),
  version: z.number().int(),
  programKey: z.string(),
  program: z.string(),
  arm: z.enum(['treated', 'control', 'all']),
  at: z.number(),
  verdict: z.enum(['up', 'down']).nullable(),
  undone: z.boolean(),
}) satisfies z.ZodType<Trial>;

export const policyTrialStore = (database: Database): TrialStore => ({
  list: () =>
    fromColumns(
      trial,
      database.all('SELECT trial FROM policy_trials ORDER BY at, rowid').map((row) => row['trial']),
    ),
  put: (value) => {
    database.write(() => {
      database.run(
        'INSERT OR REPLACE INTO policy_trials (decision_id, policy_id, at, trial) VALUES (?, ?, ?, ?)',
        value.decisionId,
        value.policyId,
        value.at,
        JSON.stringify(value),
      );
    });
  },
});
