/** Records -> what is matched: compiled, with the table of an imported set, in order of priority. */
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { compileCondition } from './condition.ts';
import { ruleSetFrom } from './import/rule-set.ts';
import type { Seat, Standing } from './matcher.ts';
import type { EvidenceName, Policy, RuleTable } from './policy.ts';
import type { Author, PolicyRecord, PolicyVersion } from './record.ts';
import { currentOf } from './record.ts';
import { tableOf } from './rule-table.ts';

/** Between the policies that protect and the rest of those that ship: whose word counts more comes first. */
const order: readonly Author[] = ['person', 'learned', 'imported', 'model'];

const confidence: Readonly<Record<Author, number>> = { person: 0.95, learned: 0.85, imported: 0.8, model: 0.7 };

/** What a condition speaks of is shown with the decision. */
const spokenOf: readonly (readonly [RegExp, EvidenceName])[] = [
  [/machine\.battery/, 'power'],
  [/machine\.game/, 'game'],
  [/behaviour\.io/, 'io'],
  [/behaviour\.memory/, 'memory'],
  [/machine\.memoryPressure/, 'memory-pressure'],
];

export function policyOf(id: string, version: PolicyVersion, table: RuleTable | null): Policy {
  const { description, condition, action, treatment, by } = version;
  const more = spokenOf.filter(([pattern]) => pattern.test(condition)).map(([, name]) => name);
  return {
    id,
    description,
    when: condition,
    ...(table && { table }),
    action,
    treatment,
    sentence: `policy.${by}`,
    evidence: ['cpu', 'pressure', 'someone-waits', ...more],
    confidence: confidence[by],
    provenance: by,
    version: version.version,
  };
}

/** The table of an imported set; null for all other versions. */
export function tableFrom({ ruleSet }: Pick<PolicyVersion, 'ruleSet'>): Result<RuleTable | null> {
  if (ruleSet === null) return ok(null);
  const set = ruleSetFrom(ruleSet);
  return set.ok ? ok(tableOf(set.value)) : set;
}

export interface Seating {
  /** In order of priority. `unusable` is told of policies that should be matched and cannot be. */
  readonly seats: (records: readonly PolicyRecord[], unusable: (id: string, why: string) => void) => readonly Seat[];
  /** Rules of an imported set; 1 for any other. */
  readonly rulesOf: (record: PolicyRecord) => number;
}

/** A version is compiled once: it never changes. */
export function createSeating(): Seating {
  const made = new Map<string, Result<Omit<Seat, 'standing'>>>();

  const compiled = (id: string, version: PolicyVersion): Result<Omit<Seat, 'standing'>> => {
    const key = JSON.stringify([id, version.version]);
    const known = made.get(key) ?? compile(id, version);
    made.set(key, known);
    return known;
  };

  return {
    seats: (records, unusable) =>
      records
        .flatMap((record) => {
          const standing = standingOf(record);
          const version = currentOf(record);
          if (standing === null || version === null) return [];
          const seat = compiled(record.id, version);
          if (seat.ok) return [{ seat: { ...seat.value, standing }, by: version.by, at: record.createdAt }];
          unusable(record.id, seat.error);
          return [];
        })
        // of the same author the newest word counts
        .sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by) || b.at - a.at)
        .map(({ seat }) => seat),
    rulesOf: (record) => {
      const version = currentOf(record);
      if (version === null || version.ruleSet === null) return 1;
      const seat = compiled(record.id, version);
      return seat.ok ? (seat.value.policy.table?.size ?? 1) : 0;
    },
  };
}

function compile(id: string, version: PolicyVersion): Result<Omit<Seat, 'standing'>> {
  const condition = compileCondition(version.condition);
  if (!condition.ok) return fail(condition.error);
  const table = tableFrom(version);
  if (!table.ok) return table;
  return ok({ policy: policyOf(id, version, table.value), condition: condition.value });
}

function standingOf({ life: { state } }: PolicyRecord): Standing | null {
  return state === 'shadow' || state === 'canary' || state === 'active' ? state : null;
}
