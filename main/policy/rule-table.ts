/** Imported rules made ready for questions: names and paths are looked up, and only conditions are gone through. */
import { baseName } from '../workload/executable.ts';
import { latencyCritical } from './built-in.ts';
import type { AppFacts } from './facts.ts';
import type { Matches } from './import/glob.ts';
import { globOf } from './import/glob.ts';
import type { RuleCondition, RuleSet } from './import/rule-set.ts';
import type { RuleTable, TableRule } from './policy.ts';

/** Categories that an imported rule never speaks of, whatever name it has for them. */
export const beyondImports: readonly string[] = [...latencyCritical, 'package-manager'];

/** CEL: when an imported table is asked at all. What is in front, answers at once or holds the machine together is not its matter. */
export const importedGate = `!foreground && contended && (behaviour.cpu5 > limit.cpu || behaviour.io > limit.io) && !(app.category in [${beyondImports.map((category) => `"${category}"`).join(', ')}])`;

/** Bytes of a process's own name, TASK_COMM_LEN - 1 of linux/sched.h: daemons that match by it see no more of a name. */
const commBytes = 15;

interface ArgumentRule {
  readonly meaning: number;
  readonly arguments: readonly string[];
}

interface Compiled {
  readonly condition: RuleCondition;
  readonly name: Matches | null;
  readonly cgroup: Matches | null;
  readonly descends: Matches | null;
  readonly parents: readonly Matches[];
}

export function tableOf(set: RuleSet): RuleTable {
  const names = new Map<string, number>();
  const shortened = new Map<string, number>();
  set.names.forEach((list, meaning) => {
    for (const name of list) {
      names.set(keyOf(name), meaning);
      if (name.includes('/')) continue;
      const short = commOf(name);
      // two names that a process's own name cannot tell apart: the milder rule
      shortened.set(short, milder(set, shortened.get(short) ?? meaning, meaning));
    }
  });
  const withArguments = new Map<string, ArgumentRule[]>();
  for (const { name, meaning, arguments: wanted } of set.withArguments) {
    const rules = withArguments.get(keyOf(name)) ?? [];
    withArguments.set(keyOf(name), [...rules, { meaning, arguments: wanted }]);
  }
  const conditions = set.conditions.map(compile);
  const exceptNames = new Map(set.exceptions.filter(isOneName).map(({ name = '', meaning }) => [name, meaning]));
  const exceptions = set.exceptions.filter((condition) => !isOneName(condition)).map(compile);

  const ruleFor = (meaning: number, of: string): TableRule | null => {
    const found = set.meanings[meaning];
    return found === undefined
      ? null
      : { rule: `${found.label}: ${of}`, action: found.action, treatment: found.treatment };
  };
  const byName = (key: string, argv: readonly string[]): number | undefined =>
    withArguments.get(key)?.find((rule) => rule.arguments.every((argument) => argv.includes(argument)))?.meaning ??
    names.get(key);

  /** What a rule may call the file, most telling first: its path, its name, its name as a process list cuts it. */
  const byPath = (
    path: string,
    argv: readonly string[],
  ): { readonly meaning: number; readonly name: string } | null => {
    if (path === '') return null;
    // programs of wine have Windows paths
    const name = baseName(path.includes('\\') ? path.replaceAll('\\', '/') : path);
    const meaning = byName(keyOf(path), argv) ?? byName(name, argv);
    if (meaning !== undefined) return { meaning, name };
    const short = commOf(name);
    const cut = short === name ? undefined : byName(short, argv);
    return cut === undefined ? null : { meaning: cut, name: short };
  };

  return {
    size: sizeOf(set),
    find: (app) => {
      if (app.suspect) return null;
      const known = nameOf(app);
      const except = exceptNames.get(known);
      if (except !== undefined) return ruleFor(except, known);
      const excepted = exceptions.find((one) => holds(one, app));
      if (excepted !== undefined) return ruleFor(excepted.condition.meaning, inWords(excepted.condition));
      // the script before its interpreter
      const named = byPath(app.script, app.argv) ?? byPath(app.exe, app.argv);
      if (named !== null) return ruleFor(named.meaning, named.name);
      if (app.exe === '') {
        const meaning = shortened.get(app.comm);
        if (meaning !== undefined) return ruleFor(meaning, app.comm);
      }
      const found = firstGroup(conditions, app);
      return found === null ? null : ruleFor(found.meaning, inWords(found));
    },
  };
}

/** Conditions that exclude say nothing by themselves. */
const sizeOf = ({ names, withArguments, conditions, exceptions }: RuleSet): number =>
  names.reduce((sum, { length }) => sum + length, 0) +
  withArguments.length +
  conditions.filter(({ includes }) => includes).length +
  exceptions.length;

/** On a merged /usr both spellings of a path are one file. */
const keyOf = (name: string): string => (name.startsWith('/usr/') ? name.slice('/usr'.length) : name);

/** As the kernel cuts a name for comm: by bytes. */
function commOf(name: string): string {
  // at most three bytes a UTF-16 unit
  if (name.length * 3 <= commBytes || Buffer.byteLength(name) <= commBytes) return name;
  return Buffer.from(name).toString('utf8', 0, commBytes);
}

const strength = ['none', 'hold-back', 'throttle'];

function milder({ meanings }: RuleSet, a: number, b: number): number {
  const of = (meaning: number): number => strength.indexOf(meanings[meaning]?.action ?? 'none');
  return of(b) < of(a) ? b : a;
}

/** Nothing but a name without a pattern: it is looked up. */
const isOneName = ({ name, cgroup, descends, parent }: RuleCondition): boolean =>
  name !== undefined && !/^!|[*?]/.test(name) && cgroup === undefined && descends === undefined && parent === undefined;

function compile(condition: RuleCondition): Compiled {
  const glob = (pattern: string | undefined): Matches | null => (pattern === undefined ? null : globOf(pattern));
  return {
    condition,
    name: glob(condition.name),
    cgroup: glob(condition.cgroup),
    descends: glob(condition.descends),
    parents: (condition.parent ?? []).map(globOf),
  };
}

function holds({ name, cgroup, descends, parents }: Compiled, app: AppFacts): boolean {
  if (name?.(nameOf(app)) === false) return false;
  if (cgroup?.(app.cgroup) === false) return false;
  const [parent] = app.ancestors;
  if (parents.length > 0 && (parent === undefined || !parents.some((matches) => matches(parent)))) return false;
  return descends === null || app.ancestors.some(descends);
}

const nameOf = ({ script, exe, comm }: AppFacts): string => baseName(script === '' ? exe : script) || comm;

/** The first group of which a condition that includes holds, and none that excludes. */
function firstGroup(conditions: readonly Compiled[], app: AppFacts): RuleCondition | null {
  const out = new Set<number>();
  const inside = new Map<number, RuleCondition>();
  for (const compiled of conditions) {
    const { condition } = compiled;
    if (out.has(condition.group) || !holds(compiled, app)) continue;
    if (condition.includes) inside.set(condition.group, condition);
    else out.add(condition.group);
  }
  for (const [group, condition] of inside) if (!out.has(group)) return condition;
  return null;
}

const inWords = ({ name, parent, descends, cgroup }: RuleCondition): string =>
  name ?? parent?.join(' or ') ?? descends ?? cgroup ?? '';
