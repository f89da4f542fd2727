/** Thumbs of a person: one a decision, remembered with what was known of the program at that time. */
import { z } from 'zod';
import type { Thumb, ThumbStore } from '../learn/thumbs.ts';
import type { Database, Row } from './database.ts';
import { fromColumn } from './record.ts';

export interface FeedbackStore extends ThumbStore {
  /** The last word of the person on a program, whichever decision it was about. */
  readonly latest: (programKey: string) => Thumb | null;
}

const features = z.record(z.string(), z.number());

const fromRow = (row: Row): Thumb => ({
  decisionId: String(row['decision_id']),
  programKey: String(row['program_key']),
  verdict: row['verdict'] === 'up' ? 'up' : 'down',
  note: typeof row['note'] === 'string' ? row['note'] : null,
  features: fromColumn(features, row['features']) ?? {},
  at: Number(row['at']),
});

export function feedbackStore(database: Database): FeedbackStore {
  return {
    put: (feedback) => {
      database.writeThrough(() => {
        database.run(
          'INSERT OR REPLACE INTO feedback (decision_id, program_key, verdict, note, features, at) VALUES (?, ?, ?, ?, ?, ?)',
          feedback.decisionId,
          feedback.programKey,
          feedback.verdict,
          feedback.note,
          JSON.stringify(feedback.features),
          feedback.at,
        );
      });
    },
    remove: (decisionId) => {
      database.writeThrough(() => {
        database.run('DELETE FROM feedback WHERE decision_id = ?', decisionId);
      });
    },
    latest: (programKey) => {
      const row = database.first(
        'SELECT * FROM feedback WHERE program_key = ? ORDER BY at DESC, rowid DESC LIMIT 1',
        programKey,
      );
      return row === null ? null : fromRow(row);
    },
    counts: () => {
      const row = database.first(`SELECT total(verdict = 'up') AS up, total(verdict = 'down') AS down FROM feedback`);
      return { up: Number(row?.['up'] ?? 0), down: Number(row?.['down'] ?? 0) };
    },
  };
}
