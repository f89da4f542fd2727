/** CEL conditions: type-checked when they are read, so that a wrong word is an error then and not a silent `false` later. */
import { Environment } from '@marcbachmann/cel-js';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { AppFacts, BehaviourFacts, MachineFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { Limits } from './limits.ts';

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

export type Condition = (facts: Facts) => boolean;

/** Compiles a CEL expression over {@link Facts}. Fails with the checker's own sentence when it is not a bool over known names. */
export function compileCondition(expression: string): Result<Condition> {
  try {
    const parsed = environment.parse(expression);
    const check = parsed.check();
    if (!check.valid) return fail(firstLine(check.error?.message ?? 'type error'));
    if (check.type !== 'bool') return fail(`a condition is of type bool, this one is ${check.type ?? 'unknown'}`);
    return ok((facts) => parsed({ ...facts }) === true);
  } catch (error) {
    return fail(firstLine(error instanceof Error ? error.message : String(error)));
  }
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? text;
