/** Files of another tool -> a rule set with a report of what it would mean here. Pure but for the clock that it is given. */
import type { ImportReport, ImportSource } from '../../../contract/policies.ts';
import { assertNever } from '../../result.ts';
import { importAnanicy } from './ananicy.ts';
import { createProblems } from './problems.ts';
import type { Problems } from './problems.ts';
import type { RuleFile } from './rule-file.ts';
import type { RuleSet } from './rule-set.ts';
import { importSystem76 } from './system76.ts';

export interface Imported {
  readonly set: RuleSet;
  /** What the set alone can say; the changes depend on what runs. */
  readonly report: Omit<ImportReport, 'changes' | 'policyId'>;
}

/**
 * Never fails: what is not understood is in the report, line by line, and what is understood is in the set. The files
 * are read in the order of their names.
 *
 * @param now monotonic ms
 */
export function importRules(
  source: ImportSource,
  files: readonly RuleFile[],
  now: () => number = () => performance.now(),
): Imported {
  const begun = now();
  const problems = createProblems();
  const { set, files: read } = readFiles(source, files.toSorted(byName), problems);
  const counts = set.meanings.map(({ action }, index) => ({ action, rules: rulesOf(set, index) }));
  const sum = (of: 'none' | 'treated'): number =>
    counts.reduce((total, { action, rules }) => total + ((action === 'none') === (of === 'none') ? rules : 0), 0);
  const leaveAlone = sum('none');
  const holdBack = sum('treated');
  return {
    set,
    report: {
      source,
      files: read,
      rules: leaveAlone + holdBack,
      holdBack,
      leaveAlone,
      notUnderstood: problems.count(),
      problems: problems.list().toSorted((a, b) => byName({ name: a.file }, { name: b.file }) || a.line - b.line),
      durationMs: now() - begun,
    },
  };
}

const byName = (a: Pick<RuleFile, 'name'>, b: Pick<RuleFile, 'name'>): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

function readFiles(source: ImportSource, files: readonly RuleFile[], problems: Problems) {
  switch (source) {
    case 'ananicy':
      return importAnanicy(files, problems);
    case 'system76':
      return importSystem76(files, problems);
    default:
      return assertNever(source);
  }
}

/** Conditions that exclude say nothing by themselves. */
function rulesOf({ names, withArguments, conditions, exceptions }: RuleSet, index: number): number {
  const others = [...withArguments, ...exceptions, ...conditions.filter(({ includes }) => includes)];
  return (names[index]?.length ?? 0) + others.filter(({ meaning }) => meaning === index).length;
}
