/** Thumbs of a person: one a decision, remembered with what was known of the program at that time. */
import type { ThumbStore } from '../learn/thumbs.ts';
import type { Database } from './database.ts';

export function feedbackStore(database: Database): ThumbStore {
  return {
    put: (feedback) => {
      database.writeThrough(() => {
        database.run(
          `INSERT OR REPLACE INTO feedback (decision_id, program_key, verdict, reason, note, features, at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          feedback.decisionId,
          feedback.programKey,
          feedback.verdict,
          feedback.reason ?? null,
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
    counts: () => {
      const row = database.first(`SELECT total(verdict = 'up') AS up, total(verdict = 'down') AS down FROM feedback`);
      return { up: Number(row?.['up'] ?? 0), down: Number(row?.['down'] ?? 0) };
    },
  };
}
