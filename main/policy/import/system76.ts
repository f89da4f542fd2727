/**
 * system76-scheduler: `config.kdl` and the files of `assignments/`. Profiles hold values, and below them stand the
 * programs they are for: by name, by path, or by conditions on name, cgroup, parent and ancestors.
 */
import { parseKdl } from './kdl.ts';
import type { KdlEntry, KdlNode } from './kdl.ts';
import { meaningOf } from './meaning.ts';
import type { Meaning, Values } from './meaning.ts';
import type { Problems } from './problems.ts';
import type { RuleFile } from './rule-file.ts';
import { longestName, mostConditions, mostOfOneName, mostRules } from './rule-set.ts';
import type { RuleSet } from './rule-set.ts';
import { createRuleSetBuilder } from './rule-set-builder.ts';
import type { Patterns, RuleSetBuilder } from './rule-set-builder.ts';
import { readers } from './values.ts';
import type { Key } from './values.ts';

type Complaint = Parameters<Problems['add']> extends [string, number, string, ...infer Rest] ? Rest : never;
type Complain = (line: number, ...complaint: Complaint) => void;

/** An `assignments` or `exceptions` node. */
interface Section {
  readonly node: KdlNode;
  readonly complain: Complain;
}

const kinds = '.kdl';
const profileKeys: ReadonlyMap<string, Key> = new Map([
  ['nice', 'nice'],
  ['io', 'io'],
  ['sched', 'sched'],
]);
/** Settings of the daemon itself. */
const settings = new Set(['version', 'autogroup-enabled', 'cfs-profiles', 'refresh-rate', 'execsnoop']);
/** Profiles that hold for whatever is, or is not, in front or playing: no rules about programs. */
const situations = new Set(['foreground', 'background', 'pipewire']);
const leaveAlone: Meaning = { action: 'none', treatment: 'leave-alone' };

export function importSystem76(files: readonly RuleFile[], problems: Problems): { set: RuleSet; files: number } {
  const configured: Section[] = [];
  const assigned: Section[] = [];
  let read = 0;
  for (const { name, text } of files) {
    if (!name.endsWith(kinds)) {
      problems.add(name, 0, '', 'import.other-file', { kinds });
      continue;
    }
    read += 1;
    const lines = text.split('\n');
    const complain: Complain = (line, ...complaint) => problems.add(name, line, lines[line - 1] ?? '', ...complaint);
    for (const node of parseKdl(text, (kind, line) => complain(line, `import.${kind}`))) {
      if (node.name === 'process-scheduler') configured.push(...sectionsOfConfig(node, complain));
      else if (isSection(node)) assigned.push({ node, complain });
      else if (!settings.has(node.name)) complain(node.line, 'import.unknown-node', { node: node.name });
    }
  }
  const builder = createRuleSetBuilder('system76');
  const profiles = new Map<string, Values>();
  // the daemon reads its configuration first, and the files of assignments take their profiles from it
  for (const section of [...configured, ...assigned]) {
    if (section.node.name === 'exceptions') addExceptions(section, builder);
    else for (const profile of section.node.children) addProfile(profile, section.complain, profiles, builder);
  }
  return { set: builder.build(), files: read };
}

const isSection = ({ name }: KdlNode): boolean => name === 'assignments' || name === 'exceptions';

function sectionsOfConfig(node: KdlNode, complain: Complain): readonly Section[] {
  if (node.entries.some(({ property, value }) => property === 'enable' && value === false)) {
    complain(node.line, 'import.switched-off');
    return [];
  }
  for (const child of node.children) {
    if (!isSection(child) && !settings.has(child.name))
      complain(child.line, 'import.unknown-node', { node: child.name });
  }
  return node.children.filter(isSection).map((child) => ({ node: child, complain }));
}

/** A profile that is named again has the values it was given first, and those given now on top. */
function addProfile(node: KdlNode, complain: Complain, profiles: Map<string, Values>, builder: RuleSetBuilder): void {
  const values = { ...profiles.get(node.name), ...readValues(node, complain, reportOthers(node, complain)) };
  if (!profiles.has(node.name)) profiles.set(node.name, values);
  if (situations.has(node.name)) complain(node.line, 'import.other-profile', { profile: node.name });
  for (const rule of node.children) addRule(rule, node.name, values, complain, builder);
}

function addRule(
  rule: KdlNode,
  profile: string,
  profileValues: Values,
  complain: Complain,
  builder: RuleSetBuilder,
): void {
  const patterns: Patterns = {};
  const conditional = rule.name === 'include' || rule.name === 'exclude' || rule.name === '*';
  const others = conditional ? patternsInto(patterns, rule, complain) : reportOthers(rule, complain);
  const meaning = meaningOf({ ...profileValues, ...readValues(rule, complain, others) });
  if (conditional && Object.keys(patterns).length === 0) complain(rule.line, 'import.no-condition');
  else if (meaning === null) complain(rule.line, 'import.says-nothing');
  else if (conditional) {
    if (!builder.condition(profile, patterns, rule.name !== 'exclude', profile, meaning))
      complain(rule.line, 'import.too-many', { most: mostConditions });
  } else if (rule.name === '' || rule.name.length > longestName) {
    complain(rule.line, 'import.bad-name', { most: longestName });
  } else if (!builder.name(rule.name, profile, meaning)) complain(rule.line, 'import.too-many', { most: mostRules });
}

function addExceptions({ node, complain }: Section, builder: RuleSetBuilder): void {
  for (const exception of node.children) {
    const { name, line } = exception;
    const patterns: Patterns = {};
    if (name === 'include' || name === '*') {
      readValues(exception, complain, patternsInto(patterns, exception, complain));
      if (Object.keys(patterns).length === 0) {
        complain(line, 'import.no-condition');
        continue;
      }
    } else if (name === '' || name.length > longestName) {
      complain(line, 'import.bad-name', { most: longestName });
      continue;
    } else if (name.startsWith('/')) {
      if (!builder.name(name, node.name, leaveAlone)) complain(line, 'import.too-many', { most: mostRules });
      continue;
    }
    const exact = Object.keys(patterns).length > 0 ? patterns : { name };
    if (!builder.exception(exact, node.name, leaveAlone)) complain(line, 'import.too-many', { most: mostConditions });
  }
}

type Other = (entry: KdlEntry) => void;

/** The values among the entries of a node; whatever else there is goes to `other`. */
function readValues({ entries, line }: KdlNode, complain: Complain, other: Other): Values {
  const values: Values = {};
  for (const entry of entries) {
    const key = entry.property === null ? undefined : profileKeys.get(entry.property);
    if (key === undefined) {
      other(entry);
      continue;
    }
    // the class may stand in front, as the type of the level: `io=(realtime)0`
    const read = readers[key](key === 'nice' ? entry.value : (entry.type ?? entry.value));
    if (read === null) complain(line, 'import.bad-value', { key: entry.property ?? '', value: String(entry.value) });
    else Object.assign(values, read);
  }
  return values;
}

const reportOthers =
  ({ line }: KdlNode, complain: Complain): Other =>
  ({ property, value }) =>
    complain(line, 'import.unknown-key', { key: property ?? String(value) });

/** Takes the conditions among the entries; several parents are alternatives, else the last of a kind holds. */
function patternsInto(
  patterns: { -readonly [K in keyof Patterns]: Patterns[K] },
  node: KdlNode,
  complain: Complain,
): Other {
  const unknown = reportOthers(node, complain);
  return (entry) => {
    const { property, value } = entry;
    const isKnown = property === 'name' || property === 'cgroup' || property === 'descends' || property === 'parent';
    if (!isKnown) unknown(entry);
    else if (typeof value !== 'string' || value === '' || value.length > longestName) {
      complain(node.line, 'import.bad-value', { key: property, value: String(value) });
    } else if (property !== 'parent') patterns[property] = value;
    else if ((patterns.parent?.length ?? 0) < mostOfOneName) patterns.parent = [...(patterns.parent ?? []), value];
  };
}
