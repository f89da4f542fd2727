/**
 * ananicy and ananicy-cpp: `*.rules`, `*.types` and `*.cgroups`, one JSON object a line. As in ananicy-cpp the keys of
 * an object say what it is, whatever its file is called: a name makes a rule, else a type or a cgroup is defined.
 */
import { mostOfOneName, mostRules, longestName } from './rule-set.ts';
import type { RuleSet } from './rule-set.ts';
import { createRuleSetBuilder } from './rule-set-builder.ts';
import type { RuleSetBuilder } from './rule-set-builder.ts';
import { objectsIn } from './loose-json.ts';
import { meaningOf } from './meaning.ts';
import type { Values } from './meaning.ts';
import type { Problems } from './problems.ts';
import type { RuleFile } from './rule-file.ts';
import { readers, valuesInWords } from './values.ts';
import type { Key } from './values.ts';

/** One object with where it stands. */
interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/** What types and cgroups stand for. */
interface Definitions {
  readonly types: ReadonlyMap<string, Values & { readonly cgroup?: string }>;
  readonly quotas: ReadonlyMap<string, number>;
}

const kinds = ['.rules', '.types', '.cgroups'];

const keys: ReadonlyMap<string, Key> = new Map([
  ['nice', 'nice'],
  ['ioclass', 'io'],
  ['ionice', 'ioLevel'],
  ['sched', 'sched'],
  ['latency_nice', 'latencyNice'],
  ['oom_score_adj', 'oomScore'],
]);
/** Of no consequence: `rtprio` only grades a policy that is not imported anyway. */
const otherKeys = new Set(['name', 'type', 'cgroup', 'cmdlines', 'rtprio', 'comment']);

/** Files are read in the order given, and of two rules for one name the later one holds. */
export function importAnanicy(files: readonly RuleFile[], problems: Problems): { set: RuleSet; files: number } {
  const rules: Line[] = [];
  const types = new Map<string, Values & { readonly cgroup?: string }>();
  const quotas = new Map<string, number>();
  let read = 0;
  for (const file of files) {
    if (!kinds.some((kind) => file.name.endsWith(kind))) {
      problems.add(file.name, 0, '', 'import.other-file', { kinds: kinds.join(', ') });
      continue;
    }
    read += 1;
    for (const line of linesOf(file, problems)) {
      const { name, type, cgroup } = line.object;
      if (name !== undefined) rules.push(line);
      else if (typeof type === 'string') types.set(type, readType(line, problems));
      else if (typeof cgroup === 'string') readQuota(line, cgroup, quotas, problems);
      else problems.add(line.file, line.number, line.text, 'import.no-name');
    }
  }
  const builder = createRuleSetBuilder('ananicy');
  for (const rule of rules) addRule(rule, { types, quotas }, builder, problems);
  return { set: builder.build(), files: read };
}

function* linesOf({ name: file, text }: RuleFile, problems: Problems): Generator<Line> {
  let number = 0;
  for (const raw of text.split('\n')) {
    number += 1;
    // trim takes a byte order mark as well
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const found = objectsIn(line);
    if (found === null) {
      problems.add(file, number, line, 'import.not-json');
      continue;
    }
    if (found.trailing) problems.add(file, number, line, 'import.trailing');
    for (const object of found.objects) yield { file, number, text: line, object };
  }
}

function readType(line: Line, problems: Problems): Values & { readonly cgroup?: string } {
  const { cgroup } = line.object;
  return { ...readValues(line, problems), ...(typeof cgroup === 'string' && { cgroup }) };
}

function readQuota(line: Line, cgroup: string, quotas: Map<string, number>, problems: Problems): void {
  const quota = line.object['CPUQuota'];
  const read = readers.quota(quota);
  if (read?.quota !== undefined) quotas.set(cgroup, read.quota);
  else complain(line, 'CPUQuota', quota, problems);
}

function readValues(line: Line, problems: Problems): Values {
  const values: Values = {};
  for (const [key, value] of Object.entries(line.object)) {
    const known = keys.get(key);
    if (known === undefined) {
      if (!otherKeys.has(key)) problems.add(line.file, line.number, line.text, 'import.unknown-key', { key });
      continue;
    }
    const read = readers[known](value);
    if (read === null) complain(line, key, value, problems);
    else Object.assign(values, read);
  }
  return values;
}

function addRule(line: Line, definitions: Definitions, builder: RuleSetBuilder, problems: Problems): void {
  const { file, number, text, object } = line;
  const { name, cmdlines } = object;
  if (typeof name !== 'string' || name.trim() === '' || name.length > longestName) {
    problems.add(file, number, text, 'import.bad-name', { most: longestName });
    return;
  }
  const { values, label } = valuesOf(line, definitions, problems);
  const meaning = meaningOf(values);
  if (meaning === null) {
    // of a rule that only names an undefined type, that was said already
    if (object['type'] === undefined) problems.add(file, number, text, 'import.says-nothing');
    return;
  }
  const said = label ?? valuesInWords(values);
  if (cmdlines !== undefined && !isListOfArguments(cmdlines)) {
    // without its arguments the rule would speak of more programs than it means
    complain(line, 'cmdlines', cmdlines, problems);
    return;
  }
  const args = cmdlines ?? [];
  const added = args.length > 0 ? builder.withArguments(name, args, said, meaning) : builder.name(name, said, meaning);
  if (!added)
    problems.add(file, number, text, 'import.too-many', { most: args.length > 0 ? mostOfOneName : mostRules });
}

/** The rule's own values over those of its type, and the quota of its cgroup. `label` is null for values of its own alone. */
function valuesOf(
  line: Line,
  { types, quotas }: Definitions,
  problems: Problems,
): { readonly values: Values; readonly label: string | null } {
  const { file, number, text, object } = line;
  const { type } = object;
  const ofType = typeof type === 'string' ? types.get(type) : undefined;
  if (type !== undefined && ofType === undefined) {
    problems.add(file, number, text, 'import.undefined-type', { type: inText(type) });
  }
  const { cgroup: groupOfType, ...typed } = ofType ?? {};
  const cgroup = object['cgroup'] ?? groupOfType;
  const quota = typeof cgroup === 'string' ? quotas.get(cgroup) : undefined;
  if (cgroup !== undefined && quota === undefined) {
    problems.add(file, number, text, 'import.undefined-cgroup', { cgroup: inText(cgroup) });
  }
  const own = readValues(line, problems);
  return {
    values: { ...typed, ...own, ...(quota !== undefined && { quota }) },
    label: ofType === undefined ? null : inText(type),
  };
}

const isListOfArguments = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length <= mostOfOneName &&
  value.every((one) => typeof one === 'string' && one !== '' && one.length <= longestName);

function complain({ file, number, text }: Line, key: string, value: unknown, problems: Problems): void {
  problems.add(file, number, text, 'import.bad-value', { key, value: inText(value) });
}

/** A value that came out of JSON, to be shown. */
const inText = (value: unknown): string =>
  value === undefined ? '-' : typeof value === 'string' ? value : JSON.stringify(value).slice(0, 200);
