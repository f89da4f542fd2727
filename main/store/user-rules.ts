/** What a person decided for good about a program: always do this, or never touch it. In memory, written through. */
import { z } from 'zod';
import { action } from '../../contract/words.ts';
import type { Database } from './database.ts';
import { fromColumns } from './record.ts';

const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always'), programKey: z.string(), name: z.string(), action, at: z.number() }),
  z.object({ kind: z.literal('never-touch'), programKey: z.string(), name: z.string(), at: z.number() }),
]);
/** `name` is what the person saw the program called. */
export type UserRule = Readonly<z.infer<typeof rule>>;

export interface UserRules {
  readonly put: (rule: UserRule) => void;
  readonly remove: (rule: UserRule) => void;
  /** Newest last. */
  readonly list: () => readonly UserRule[];
}

const keyOf = (of: UserRule): string =>
  JSON.stringify([of.kind, of.programKey, ...(of.kind === 'always' ? [of.action] : [])]);

/** A rule counts from `put` on, also where the disk does not take it: then until the engine stops. */
export function userRules(database: Database): UserRules {
  const rows = database.all('SELECT rule FROM user_rules ORDER BY at, rowid');
  const rules = new Map(
    fromColumns(
      rule,
      rows.map((row) => row['rule']),
    ).map((each) => [keyOf(each), each]),
  );

  return {
    put: (each) => {
      const key = keyOf(each);
      rules.delete(key);
      rules.set(key, each);
      database.writeThrough(() => {
        database.run(
          'INSERT OR REPLACE INTO user_rules (rules, at, rule) VALUES (?, ?, ?)',
          key,
          each.at,
          JSON.stringify(each),
        );
      });
    },
    remove: (each) => {
      const key = keyOf(each);
      if (!rules.delete(key)) return;
      database.writeThrough(() => {
        database.run('DELETE FROM user_rules WHERE rules = ?', key);
      });
    },
    list: () => [...rules.values()],
  };
}
