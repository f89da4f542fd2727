/** What a model or a person said about a program, until it expires. */
import { z } from 'zod';
import { cost } from '../../contract/decision.ts';
import { action, category } from '../../contract/words.ts';
import type { Verdict } from '../decide/case.ts';
import type { VerdictStore } from '../llm/ports.ts';
import type { Database } from './database.ts';
import { fromColumn } from './record.ts';

const verdict = z.object({
  programKey: z.string(),
  category,
  // a model may not freeze or end anything, so neither may a row that says it did
  background: action.extract(['none', 'favour', 'hold-back', 'throttle']),
  confidence: z.number().min(0).max(1),
  why: z.string(),
  model: z.string(),
  at: z.number(),
  expiresAt: z.number(),
  cost: cost.nullable(),
  exchangeId: z.string().nullable(),
}) satisfies z.ZodType<Verdict>;

export interface ReadableVerdictStore extends VerdictStore {
  /** Programs whose kept verdict a model gave in [from, to), epoch ms. */
  readonly askedAbout: (from: number, to: number) => number;
}

export function verdictStore(database: Database): ReadableVerdictStore {
  return {
    get: (programKey, now) => {
      const row = database.first(
        'SELECT verdict FROM verdicts WHERE program_key = ? AND expires_at > ?',
        programKey,
        now,
      );
      return fromColumn(verdict, row?.['verdict']);
    },
    put: (value) => {
      database.write(() => {
        database.run(
          'INSERT OR REPLACE INTO verdicts (program_key, at, expires_at, verdict) VALUES (?, ?, ?, ?)',
          value.programKey,
          value.at,
          value.expiresAt,
          JSON.stringify(value),
        );
      });
    },
    askedAbout: (from, to) =>
      Number(
        database.first(
          `SELECT count(*) AS n FROM verdicts
           WHERE at >= ? AND at < ? AND json_extract(verdict, '$.exchangeId') IS NOT NULL`,
          from,
          to,
        )?.['n'] ?? 0,
      ),
  };
}
