/** The exact bytes of each exchange with a model, so that a person can read what left the machine. */
import { exchange } from '../../contract/decision.ts';
import type { Exchange } from '../../contract/decision.ts';
import type { ExchangeStore } from '../llm/ports.ts';
import type { Database } from './database.ts';
import { fromColumn } from './record.ts';

export interface ReadableExchangeStore extends ExchangeStore {
  /** Null when it never was or was pruned. */
  readonly get: (id: string) => Exchange | null;
}

export function exchangeStore(database: Database): ReadableExchangeStore {
  return {
    get: (id) => fromColumn(exchange, database.first('SELECT exchange FROM exchanges WHERE id = ?', id)?.['exchange']),
    put: (value) => {
      database.write(() => {
        database.run(
          'INSERT OR REPLACE INTO exchanges (id, at, exchange) VALUES (?, ?, ?)',
          value.id,
          value.at,
          JSON.stringify(value),
        );
      });
    },
  };
}
