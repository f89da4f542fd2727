/** What a person decided about a program: always this, never, not then, milder. In memory, written through. */
import { z } from 'zod';
import { action } from '../../contract/words.ts';
import { ruleKey } from '../learn/person-rules.ts';
import type { Database } from './database.ts';
import { fromColumns } from './record.ts';

const of = { programKey: z.string(), name: z.string(), at: z.number() };
const situation = z.object({
  battery: z.boolean(),
  game: z.boolean(),
  presenting: z.boolean(),
  hour: z.number().min(0).max(24),
});
const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('always'), ...of, action }),
  z.object({ kind: z.literal('never-touch'), ...of }),
  z.object({ kind: z.literal('not-then'), ...of, situation }),
  z.object({ kind: z.literal('milder'), ...of }),
]);
/** `name` is what the person saw the program called. */
export type UserRule = Readonly<z.infer<typeof rule>>;

export interface UserRules {
  readonly put: (rule: UserRule) => void;
  readonly remove: (rule: UserRule) => void;
  /** Newest last. */
  readonly list: () => readonly UserRule[];
}

/** A rule counts from `put` on, also where the disk does not take it: then until the engine stops. */
export function userRules(database: Database): UserRules {
  const rows = database.all('SELECT rule FROM user_rules ORDER BY at, rowid');
  const rules = new Map(
    fromColumns(
      rule,
      rows.map((row) => row['rule']),
    ).map((each) => [ruleKey(each), each]),
  );

  return {
    put: (each) => {
      const key = ruleKey(each);
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
      const key = ruleKey(each);
      if (!rules.delete(key)) return;
      database.writeThrough(() => {
        database.run('DELETE FROM user_rules WHERE rules = ?', key);
      });
    },
    list: () => [...rules.values()],
  };
}
