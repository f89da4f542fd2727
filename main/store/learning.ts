/** What is learned and what it is learned from. Written through, since it came from a person; rows that cannot be read are left out. */
import { z } from 'zod';
import { decisionStatus, action, category } from '../../contract/words.ts';
import type { LearningStore } from '../learn/learning-store.ts';
import { memory } from '../learn/memory.ts';
import type { Judged } from '../learn/quality.ts';
import { sample, signalKind } from '../learn/sample.ts';
import type { SignalKind } from '../learn/sample.ts';
import { keptStrategy } from '../learn/strategy.ts';
import type { StrategyStore } from '../learn/strategy-keeper.ts';
import { standing, version } from '../learn/version.ts';
import type { Database } from './database.ts';
import { fromColumn, fromColumns } from './record.ts';

export interface LearningRepository extends LearningStore {
  readonly strategy: StrategyStore;
  /** Decisions since then (epoch ms), newest first, with what was said and done about them. */
  readonly judgedSince: (from: number, most: number) => readonly Judged[];
}

export function learningStore(database: Database): LearningRepository {
  const state = (name: string): unknown =>
    database.first('SELECT state FROM learning_state WHERE name = ?', name)?.['state'];
  const setState = (name: string, value: unknown): void => {
    database.run('INSERT OR REPLACE INTO learning_state (name, state) VALUES (?, ?)', name, JSON.stringify(value));
  };

  return {
    remember: (decisionId, at, value) => {
      database.write(() => {
        database.run(
          `INSERT INTO seen (decision_id, at, memory) VALUES (?, ?, ?)
           ON CONFLICT (decision_id) DO UPDATE SET at = excluded.at, memory = excluded.memory`,
          decisionId,
          at,
          JSON.stringify(value),
        );
      });
    },
    recall: (decisionId) =>
      fromColumn(memory, database.first('SELECT memory FROM seen WHERE decision_id = ?', decisionId)?.['memory']),
    noteSignal: (decisionId, kind) => {
      const row = database.first('SELECT signals FROM seen WHERE decision_id = ?', decisionId);
      const known = signalsOf(row?.['signals']);
      if (row === null || known.includes(kind)) return;
      database.writeThrough(() => {
        const text = JSON.stringify([...known, kind]);
        database.run('UPDATE seen SET signals = ? WHERE decision_id = ?', text, decisionId);
      });
    },
    samples: () =>
      fromColumns(
        sample,
        database.all('SELECT sample FROM samples ORDER BY sequence').map((row) => row['sample']),
      ),
    versions: () =>
      fromColumns(
        version,
        database.all('SELECT model FROM model_versions ORDER BY version').map((row) => row['model']),
      ),
    standing: () => fromColumn(standing, state('standing')),
    keep: ({ add = [], remove = [], version: made, drop = [], standing: now }) => {
      database.writeThrough(() => {
        for (const sequence of remove) database.run('DELETE FROM samples WHERE sequence = ?', sequence);
        for (const number of drop) database.run('DELETE FROM model_versions WHERE version = ?', number);
        for (const one of add) {
          const text = JSON.stringify(one);
          database.run('INSERT OR REPLACE INTO samples (sequence, sample) VALUES (?, ?)', one.sequence, text);
        }
        if (made) {
          const text = JSON.stringify(made);
          database.run('INSERT OR REPLACE INTO model_versions (version, model) VALUES (?, ?)', made.version, text);
        }
        if (now) setState('standing', now);
      });
    },
    strategy: {
      get: () => fromColumn(keptStrategy, state('strategy')),
      set: (value) => {
        database.writeThrough(() => setState('strategy', value));
      },
    },
    judgedSince: (from, most) =>
      database.all(judgedSql, from, most).flatMap((row) => {
        const read = judgedRow.safeParse(row);
        return read.success ? [judgedOf(read.data)] : [];
      }),
  };
}

const signalsOf = (column: unknown): readonly SignalKind[] => fromColumn(z.array(signalKind), column) ?? [];

const judgedSql = `
  SELECT decisions.at AS at, app_id AS appId, status, signals,
         json_extract(decision, '$.app.category') AS category,
         json_extract(decision, '$.action') AS action,
         json_array_length(decision, '$.levers') AS levers,
         json_extract(decision, '$.sentence.key') AS sentence,
         json_extract(decision, '$.feedback.verdict') AS verdict
  FROM decisions LEFT JOIN seen ON decision_id = id
  WHERE decisions.at >= ? AND json_valid(decision) ORDER BY decisions.at DESC LIMIT ?`;

const judgedRow = z.object({
  at: z.number(),
  appId: z.string(),
  status: decisionStatus,
  signals: z.string().nullable(),
  category,
  action,
  levers: z.number().nullable(),
  sentence: z.string().nullable(),
  verdict: z.enum(['up', 'down']).nullable(),
});

/** What was applied at some time has levers, whatever became of it since. */
function judgedOf({ levers, signals, sentence, status, ...same }: z.infer<typeof judgedRow>): Judged {
  return {
    at: same.at,
    appId: same.appId,
    category: same.category,
    action: same.action,
    verdict: same.verdict,
    applied: (levers ?? 0) > 0,
    reverted: status === 'reverted',
    manual: sentence === 'person.act',
    signals: signalsOf(signals),
  };
}
