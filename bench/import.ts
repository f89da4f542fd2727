/**
 * Importing a large set of rules, and what having it costs a case afterwards. The peer of the import is JSON.parse of the
 * same lines and no more. Goals: under 2 s, every wrong line reported, and a case that costs about the same with
 * 15,800 rules as with none. Run: `node bench/import.ts [--rounds 15]`.
 */
import { parseArgs } from 'node:util';
import { aCase, anApp, aProcess } from '../main/decide/case.fixture.ts';
import type { Case } from '../main/decide/case.ts';
import { AppFacts } from '../main/policy/facts.ts';
import { importRules } from '../main/policy/import/import-rules.ts';
import { ruleSetFrom, textOfRuleSet } from '../main/policy/import/rule-set.ts';
import type { RuleTable } from '../main/policy/policy.ts';
import { tableOf } from '../main/policy/rule-table.ts';
import { generatedSet, seeded } from './import/generated-set.ts';
import { machineLine, median, printTable, writeResults } from './report.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);
const generated = generatedSet(20260101);

const timed = (work: () => unknown): number => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

/** What the least program that reads these files would do. */
function parseAlone(): number {
  let objects = 0;
  for (const { text } of generated.files) {
    for (const line of text.split('\n')) {
      if (!line.startsWith('{')) continue;
      try {
        if (JSON.parse(line) !== null) objects += 1;
      } catch {
        continue;
      }
    }
  }
  return objects;
}

/** Programs of a desktop: one in four is named by the set, the others are not. */
function programs(count: number): readonly Case[] {
  const random = seeded(7);
  const { identity } = aProcess();
  return Array.from({ length: count }, (_, number) => {
    const known = generated.names[Math.floor(random() * generated.names.length)] ?? '';
    const exe = `/usr/lib/suite-${number}/${number % 4 === 0 ? known : `program-of-nobody-${number}`}`;
    const program = { ...anApp().program, exe };
    return aCase({ app: anApp({ id: exe, program, processes: [aProcess({ identity: { ...identity, exe } })] }) });
  });
}

const cases = programs(400);
const repeats = 100;

/** ns a case: the look-up alone, of facts that are there already. */
function lookUp(table: RuleTable, facts: readonly AppFacts[]): number {
  let found = 0;
  const ms = timed(() => {
    for (let turn = 0; turn < repeats; turn += 1) for (const one of facts) if (table.find(one) !== null) found += 1;
  });
  if (table.size > 0 && found === 0) throw new Error('the table found nothing');
  return (ms * 1e6) / (repeats * facts.length);
}

/** ns a case: its facts made anew, as at each check, and looked up. */
function wholeCase(table: RuleTable): number {
  let found = 0;
  const ms = timed(() => {
    for (let turn = 0; turn < repeats; turn += 1)
      for (const subject of cases) if (table.find(new AppFacts(subject)) !== null) found += 1;
  });
  if (table.size > 0 && found === 0) throw new Error('the table found nothing');
  return (ms * 1e6) / (repeats * cases.length);
}

console.log(machineLine());
// what runs first compiles for what comes after
const first = timed(() => importRules('ananicy', generated.files));
parseAlone();
const imports: number[] = [];
const parses: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  parses.push(timed(parseAlone));
  imports.push(timed(() => importRules('ananicy', generated.files)));
}
const { set, report } = importRules('ananicy', generated.files);
const kept = textOfRuleSet(set);
const read = ruleSetFrom(kept);
if (!read.ok) throw new Error(read.error);
const rebuilds = Array.from({ length: rounds }, () => timed(() => tableOf(set)));
const rereads = Array.from({ length: rounds }, () => timed(() => ruleSetFrom(kept)));

printTable(
  `${report.rules} rules in ${report.files} files, ${report.notUnderstood} lines not understood; median of ${rounds}`,
  ['', 'ms', 'times JSON.parse'],
  [
    ['the first import, nothing compiled yet', first, first / median(parses)],
    ['an import', median(imports), median(imports) / median(parses)],
    ['JSON.parse of the same lines alone', median(parses), 1],
    ['reading the kept set back', median(rereads), median(rereads) / median(parses)],
    ['making the table of it', median(rebuilds), median(rebuilds) / median(parses)],
  ],
);

const empty = tableOf(importRules('ananicy', []).set);
const full = tableOf(read.value);
const facts = cases.map((subject) => new AppFacts(subject));
const looked: { none: number[]; all: number[] } = { none: [], all: [] };
const whole: { none: number[]; all: number[] } = { none: [], all: [] };
for (let round = 0; round <= rounds; round += 1) {
  const figures = [lookUp(empty, facts), lookUp(full, facts), wholeCase(empty), wholeCase(full)] as const;
  if (round === 0) continue;
  looked.none.push(figures[0]);
  looked.all.push(figures[1]);
  whole.none.push(figures[2]);
  whole.all.push(figures[3]);
}
const ratios = { lookUp: median(looked.all) / median(looked.none), case: median(whole.all) / median(whole.none) };
printTable(
  `A case, ns, medians of ${rounds} alternating rounds over ${cases.length} programs, one in four known to the set`,
  ['', 'no rules', `${full.size} rules`, 'ratio'],
  [
    ['the look-up alone', median(looked.none), median(looked.all), ratios.lookUp],
    ['facts and look-up', median(whole.none), median(whole.all), ratios.case],
  ],
);

const goals = {
  'imported in under 2 s': first < 2000,
  'every rule taken': report.rules === generated.rules,
  'every wrong line reported': report.notUnderstood === generated.wrongLines,
};
printTable(
  'Goals',
  ['', 'met'],
  Object.entries(goals).map(([goal, met]) => [goal, met ? 'yes' : 'no']),
);
console.log(
  `\n${writeResults('import', {
    rules: report.rules,
    files: report.files,
    notUnderstood: report.notUnderstood,
    keptBytes: kept.length,
    ms: { first, import: median(imports), parse: median(parses), reread: median(rereads), table: median(rebuilds) },
    nsPerCase: { lookUp: [median(looked.none), median(looked.all)], whole: [median(whole.none), median(whole.all)] },
    ratios,
    goals,
  })}`,
);
if (Object.values(goals).includes(false)) process.exitCode = 1;
