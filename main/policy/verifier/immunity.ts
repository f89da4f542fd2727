/**
 * Check `immunity`: no program that must be left alone can be reached. Held against every protected category and every
 * catalogued program in it, whatever the program does, and against what was recorded. The matcher and the guard would
 * refuse as well; a policy that tries is not taken in the first place.
 */
import type { Category } from '../../../contract/words.ts';
import { category } from '../../../contract/words.ts';
import { immunityAgainst } from '../../guard/immunity.ts';
import { printable } from '../../printable.ts';
import { catalogue } from '../../workload/catalogue.ts';
import { AppFacts, factsOf } from '../facts.ts';
import { isProtected } from '../protected.ts';
import type { Candidate, Check } from './check.ts';
import { failed, passed } from './check.ts';
import { replayedCases } from './hits.ts';
import type { ProbeApp } from './probe.ts';
import { probe } from './probe.ts';

/** A program of which nothing but its category is special. */
const anybody = (of: Category): ProbeApp => ({ name: '(any)', exe: '/(any)', category: of });

const directories = ['/usr/bin/', '/usr/libexec/'];

const catalogued: readonly ProbeApp[] = catalogue
  .filter(({ category: one }) => isProtected(one))
  .flatMap(({ title, names, category: one }) =>
    names.flatMap((exe) =>
      directories.flatMap((directory) =>
        [title, exe].map((name) => ({ name, exe: `${directory}${exe}`, category: one })),
      ),
    ),
  );

export const immunity: Check = (candidate, { recording }) => {
  const { draft, condition, policy } = candidate;
  if (policy.table) return ofTable(candidate);
  if (draft.action === 'none') return passed('immunity', 'policy-check.immunity-passed');

  const kind = category.options.filter(isProtected).find((one) => condition.mayHold(anybody(one)));
  if (kind) return failed('immunity', 'policy-check.immunity-category', { category: kind });

  const program = catalogued.find((one) => condition.mayHold(one));
  if (program)
    return failed('immunity', 'policy-check.immunity-app', { app: program.name, category: program.category });

  const seen = replayedCases(recording).find(
    ({ subject }) =>
      (isProtected(subject.app.category) || immunityAgainst(draft.action, subject.app, false, []) !== null) &&
      condition.holds(factsOf(subject)),
  );
  if (!seen) return passed('immunity', 'policy-check.immunity-passed');
  const { name, category: one } = seen.subject.app;
  return failed('immunity', 'policy-check.immunity-app', { app: printable(name), category: one });
};

/** Among thousands of rules some always speak of protected programs: those are not used, which is said. */
function ofTable({ policy: { table } }: Candidate) {
  const rules = catalogued
    .map((one) => table?.find(new AppFacts(probe(one))) ?? null)
    .filter((rule) => rule !== null && rule.action !== 'none')
    .map((rule) => rule?.rule);
  const count = new Set(rules).size;
  return count === 0
    ? passed('immunity', 'policy-check.immunity-passed')
    : passed('immunity', 'policy-check.immunity-table', { count });
}
