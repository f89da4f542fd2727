/** The history a person reads: whole Decisions, searched by app, tier, status and time. */
import type { CallParsed } from '../../contract/calls.ts';
import { decision } from '../../contract/decision.ts';
import type { Decision } from '../../contract/decision.ts';
import type { Tier } from '../../contract/words.ts';
import type { Database } from './database.ts';
import { fromColumn, fromColumns } from './record.ts';

/** `before` is older than this epoch ms; `app` is an app's id, or its name exactly, which outlives a restart of the app. */
export type DecisionFilter = Readonly<CallParsed<'decisions.list'>>;

export interface DecisionStore {
  /** Adds a decision, or replaces what is known of it. */
  readonly put: (decision: Decision) => void;
  readonly get: (id: string) => Decision | null;
  /** Newest first; of the same moment, the one put first comes last. */
  readonly list: (filter: DecisionFilter) => readonly Decision[];
  /** How many a tier took in [from, to), epoch ms. */
  readonly countOf: (tier: Tier, from: number, to: number) => number;
}

export function decisionStore(database: Database): DecisionStore {
  return {
    put: (value) => {
      database.write(() => {
        database.run(
          `INSERT INTO decisions (id, at, app_id, app_name, tier, status, decision) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE
           SET at = excluded.at, app_id = excluded.app_id, app_name = excluded.app_name, tier = excluded.tier,
               status = excluded.status, decision = excluded.decision`,
          value.id,
          value.at,
          value.app.id,
          value.app.name,
          value.tier,
          value.status,
          JSON.stringify(value),
        );
      });
    },
    get: (id) => fromColumn(decision, database.first('SELECT decision FROM decisions WHERE id = ?', id)?.['decision']),
    list: ({ limit, before, app, tier, status }) => {
      const conditions: readonly { readonly sql: string; readonly values: readonly (string | number)[] }[] = [
        ...(before === undefined ? [] : [{ sql: 'at < ?', values: [before] }]),
        ...(app === undefined ? [] : [{ sql: '(app_id = ? OR app_name = ?)', values: [app, app] }]),
        ...(tier === undefined ? [] : [{ sql: 'tier = ?', values: [tier] }]),
        ...(status === undefined ? [] : [{ sql: 'status = ?', values: [status] }]),
      ];
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
      const rows = database.all(
        `SELECT decision FROM decisions ${where} ORDER BY at DESC, sequence DESC LIMIT ?`,
        ...conditions.flatMap(({ values }) => values),
        limit,
      );
      return fromColumns(
        decision,
        rows.map((row) => row['decision']),
      );
    },
    countOf: (tier, from, to) =>
      Number(
        database.first('SELECT count(*) AS n FROM decisions WHERE at >= ? AND at < ? AND tier = ?', from, to, tier)?.[
          'n'
        ] ?? 0,
      ),
  };
}
