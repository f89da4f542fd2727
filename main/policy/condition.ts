/**
 * CEL conditions: type-checked when they are read, so that a wrong word is an error then and not a silent `false` later.
 * They compare facts and no more: no loops, macros, patterns or functions that could take time or memory.
 */
import { Environment } from '@marcbachmann/cel-js';
import type { ASTNode } from '@marcbachmann/cel-js';
import { category } from '../../contract/words.ts';
import type { Category } from '../../contract/words.ts';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { AppFacts, BehaviourFacts, MachineFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { Limits } from './limits.ts';
import { mayHold } from './may-hold.ts';
import type { KnownApp } from './may-hold.ts';
import { readVocabulary } from './vocabulary.ts';

/** Characters; the parser itself bounds parts and depth. */
const longest = 2000;

const environment = new Environment({ limits: { maxAstNodes: 500, maxDepth: 50 } })
  .registerType('App', {
    ctor: AppFacts,
    fields: { name: 'string', exe: 'string', category: 'string', kind: 'string', user: 'bool' },
  })
  .registerType('Behaviour', {
    ctor: BehaviourFacts,
    fields: { cpu5: 'double', cpu60: 'double', age: 'double', memory: 'double', io: 'double', runDelay: 'double' },
  })
  .registerType('Machine', {
    ctor: MachineFacts,
    fields: {
      battery: 'bool',
      batteryPercent: 'double',
      game: 'bool',
      cpuPressure: 'double',
      memoryPressure: 'double',
      ioPressure: 'double',
      cpus: 'double',
      cpuBusy: 'double',
    },
  })
  .registerType('Limits', {
    ctor: Limits,
    fields: { cpu: 'double', pressure: 'double', io: 'double', confidence: 'double' },
  })
  .registerVariable('app', 'App')
  .registerVariable('behaviour', 'Behaviour')
  .registerVariable('machine', 'Machine')
  .registerVariable('limit', 'Limits')
  .registerVariable('foreground', 'bool')
  .registerVariable('someoneWaits', 'bool')
  .registerVariable('contended', 'bool');

export interface Condition {
  /** Where it cannot be evaluated (a division by zero), it does not hold. */
  readonly holds: (facts: Facts) => boolean;
  /** Why it cannot be evaluated for these facts; null when it can. */
  readonly failure: (facts: Facts) => string | null;
  /** Whether it could hold for an app of which only this much is known, whatever the app and the machine do. */
  readonly mayHold: (app: KnownApp) => boolean;
  /** Categories whose apps it could hold for. */
  readonly categories: ReadonlySet<Category>;
  /** Texts written in it. */
  readonly literals: readonly string[];
  /** Operators, names and values it is made of. */
  readonly size: number;
}

/** Compiles a CEL expression over {@link Facts}. Fails with the checker's own sentence when it is not a bool over known names. */
export function compileCondition(expression: string): Result<Condition> {
  if (expression.length > longest) return fail(`a condition has at most ${longest} characters`);
  try {
    const parsed = environment.parse(expression);
    const vocabulary = readVocabulary(parsed.ast);
    if (!vocabulary.ok) return vocabulary;
    const check = parsed.check();
    if (!check.valid) return fail(firstLine(check.error?.message ?? 'type error'));
    if (check.type !== 'bool') return fail(`a condition is of type bool, this one is ${check.type ?? 'unknown'}`);
    return ok(conditionOf(parsed.ast, (facts) => parsed({ ...facts }) === true, vocabulary.value));
  } catch (error) {
    return fail(firstLine(messageOf(error)));
  }
}

function conditionOf(
  ast: ASTNode,
  evaluate: (facts: Facts) => boolean,
  { literals, size }: Pick<Condition, 'literals' | 'size'>,
): Condition {
  const may = (app: KnownApp): boolean => mayHold(ast, app);
  return {
    holds: (facts) => {
      try {
        return evaluate(facts);
      } catch {
        return false;
      }
    },
    failure: (facts) => {
      try {
        evaluate(facts);
        return null;
      } catch (error) {
        return firstLine(messageOf(error));
      }
    },
    mayHold: may,
    categories: new Set(category.options.filter((one) => may({ category: one }))),
    literals,
    size,
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
