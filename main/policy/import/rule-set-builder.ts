/** Gathers rules one by one into a RuleSet: the last rule of a name wins, as in the sets' own daemons. */
import type { ImportSource } from '../../../contract/policies.ts';
import { printable } from '../../printable.ts';
import { runsOf } from '../../workload/interpreter.ts';
import type { Meaning } from './meaning.ts';
import { ofInterpreter } from './meaning.ts';
import { mostConditions, mostOfOneName, mostRules } from './rule-set.ts';
import type { RuleCondition, RuleSet } from './rule-set.ts';

/** Without the parts that the builder fills in. */
export type Patterns = Omit<RuleCondition, 'meaning' | 'group' | 'includes'>;

export interface RuleSetBuilder {
  /** Each returns false when there is no room for one more. */
  readonly name: (name: string, label: string, meaning: Meaning) => boolean;
  readonly withArguments: (name: string, args: readonly string[], label: string, meaning: Meaning) => boolean;
  readonly condition: (
    group: string,
    patterns: Patterns,
    includes: boolean,
    label: string,
    meaning: Meaning,
  ) => boolean;
  readonly exception: (patterns: Patterns, label: string, meaning: Meaning) => boolean;
  readonly build: () => RuleSet;
}

const longestLabel = 60;

export function createRuleSetBuilder(source: ImportSource): RuleSetBuilder {
  const meanings: RuleSet['meanings'] = [];
  const indices = new Map<string, number>();
  const names = new Map<string, number>();
  const withArguments = new Map<string, RuleSet['withArguments']>();
  const conditions: RuleCondition[] = [];
  const exceptions: RuleCondition[] = [];
  const groups = new Map<string, number>();

  const indexOf = (label: string, meaning: Meaning): number => {
    const key = `${meaning.treatment}\n${label}`;
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, meanings.length);
    return meanings.push({ label: printable(label, longestLabel), ...meaning }) - 1;
  };

  return {
    name: (name, label, meaning) => {
      if (!names.has(name) && names.size >= mostRules) return false;
      names.set(name, indexOf(label, runsOf(name, []) === null ? meaning : ofInterpreter(meaning)));
      return true;
    },
    withArguments: (name, args, label, meaning) => {
      const ofName = withArguments.get(name) ?? [];
      if (ofName.length >= mostOfOneName || withArguments.size >= mostRules) return false;
      ofName.push({ name, meaning: indexOf(label, meaning), arguments: [...args] });
      withArguments.set(name, ofName);
      return true;
    },
    condition: (group, patterns, includes, label, meaning) => {
      if (conditions.length >= mostConditions) return false;
      const number = groups.get(group) ?? groups.size;
      groups.set(group, number);
      conditions.push({ ...patterns, meaning: indexOf(label, meaning), group: number, includes });
      return true;
    },
    exception: (patterns, label, meaning) => {
      if (exceptions.length >= mostConditions) return false;
      exceptions.push({ ...patterns, meaning: indexOf(label, meaning), group: exceptions.length, includes: true });
      return true;
    },
    build: () => {
      const lists = meanings.map((): string[] => []);
      for (const [name, index] of names) lists[index]?.push(name);
      return {
        format: 1,
        source,
        meanings,
        names: lists,
        withArguments: [...withArguments.values()].flat(),
        conditions,
        exceptions,
      };
    },
  };
}
