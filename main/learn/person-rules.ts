/** What a person said, kept by program: a thumbs-down that forbids, an approval for good. */
import type { Action } from '../../contract/words.ts';

export type PersonRule =
  | {
      readonly kind: 'always';
      readonly programKey: string;
      readonly name: string;
      readonly action: Action;
      readonly at: number;
    }
  | { readonly kind: 'never-touch'; readonly programKey: string; readonly name: string; readonly at: number };

/** Port of the store behind it: one rule of each kind a program (and action). */
export interface PersonRuleStore {
  readonly list: () => readonly PersonRule[];
  readonly put: (rule: PersonRule) => void;
  readonly remove: (rule: PersonRule) => void;
}

export interface PersonRules {
  readonly of: (programKey: string) => readonly PersonRule[];
  readonly list: () => readonly PersonRule[];
  readonly say: (rule: PersonRule) => void;
  /** Takes a `never-touch` back. */
  readonly allowAgain: (programKey: string) => void;
}

export function createPersonRules(store: PersonRuleStore): PersonRules {
  let byProgram = Map.groupBy(store.list(), ({ programKey }) => programKey);
  const reload = (): void => {
    byProgram = Map.groupBy(store.list(), ({ programKey }) => programKey);
  };
  return {
    of: (programKey) => byProgram.get(programKey) ?? [],
    list: () => store.list(),
    say: (rule) => {
      store.put(rule);
      reload();
    },
    allowAgain: (programKey) => {
      for (const rule of store.list()) {
        if (rule.kind === 'never-touch' && rule.programKey === programKey) store.remove(rule);
      }
      reload();
    },
  };
}
