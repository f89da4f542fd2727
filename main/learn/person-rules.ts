/** What a person said, kept by program: a thumbs-down that forbids, an approval for good, a wrong time, too hard a hand. */
import type { Action } from '../../contract/words.ts';
import type { Situation } from '../decide/tiers/situation.ts';

interface Rule {
  readonly programKey: string;
  /** What the person saw it called. */
  readonly name: string;
  readonly at: number;
}

export type PersonRule = Rule &
  (
    | { readonly kind: 'always'; readonly action: Action }
    | { readonly kind: 'never-touch' }
    /** Left alone while things are alike. */
    | { readonly kind: 'not-then'; readonly situation: Situation }
    /** Held back gently at most. */
    | { readonly kind: 'milder' }
  );

/** What makes two rules the same one: the newer takes the place of the older. */
export function ruleKey(rule: PersonRule): string {
  const of = [rule.kind, rule.programKey];
  switch (rule.kind) {
    case 'always':
      return JSON.stringify([...of, rule.action]);
    case 'not-then': {
      const { battery, game, presenting, hour } = rule.situation;
      return JSON.stringify([...of, battery, game, presenting, Math.floor(hour)]);
    }
    case 'never-touch':
    case 'milder':
      return JSON.stringify(of);
  }
}

/** Port of the store behind it: one rule of each key. */
export interface PersonRuleStore {
  readonly list: () => readonly PersonRule[];
  readonly put: (rule: PersonRule) => void;
  readonly remove: (rule: PersonRule) => void;
}

/** What a person's word means for the rules of one program. */
export interface RuleChange {
  readonly programKey: string;
  readonly drop: (rule: PersonRule) => boolean;
  readonly say: PersonRule | null;
}

export interface PersonRules {
  readonly of: (programKey: string) => readonly PersonRule[];
  readonly list: () => readonly PersonRule[];
  readonly say: (rule: PersonRule) => void;
  readonly change: (change: RuleChange) => void;
  /** False when there is no such rule. */
  readonly forget: (key: string) => boolean;
}

export function createPersonRules(store: PersonRuleStore): PersonRules {
  let byProgram = Map.groupBy(store.list(), ({ programKey }) => programKey);
  const reload = (): void => {
    byProgram = Map.groupBy(store.list(), ({ programKey }) => programKey);
  };
  const change: PersonRules['change'] = ({ programKey, drop, say }) => {
    for (const rule of store.list()) if (rule.programKey === programKey && drop(rule)) store.remove(rule);
    if (say) store.put(say);
    reload();
  };
  return {
    of: (programKey) => byProgram.get(programKey) ?? [],
    list: () => store.list(),
    say: (rule) => {
      store.put(rule);
      reload();
    },
    change,
    forget: (key) => {
      const found = store.list().find((rule) => ruleKey(rule) === key);
      if (!found) return false;
      store.remove(found);
      reload();
      return true;
    },
  };
}
