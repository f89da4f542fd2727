/** The few facts that outlive a run and are nobody's setting: until when it is paused. In memory, written through. */
import type { Database } from './database.ts';

export interface Meta {
  readonly get: (key: string) => string | null;
  /** Null forgets the key. */
  readonly set: (key: string, value: string | null) => void;
}

export function meta(database: Database): Meta {
  const values = new Map(
    database.all('SELECT key, value FROM meta').map((row) => [String(row['key']), String(row['value'])]),
  );
  return {
    get: (key) => values.get(key) ?? null,
    set: (key, value) => {
      if (value === null) values.delete(key);
      else values.set(key, value);
      database.writeThrough(() => {
        if (value === null) database.run('DELETE FROM meta WHERE key = ?', key);
        else database.run('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', key, value);
      });
    },
  };
}
