/** Check `person`: nothing that the person decided for good is contradicted. */
import type { PolicySentenceKey } from '../../../contract/sentences-policies.ts';
import type { PersonRule } from '../../learn/person-rules.ts';
import type { Recording } from '../../learn/replay/recorded.ts';
import { printable } from '../../printable.ts';
import type { Condition } from '../condition.ts';
import { AppFacts } from '../facts.ts';
import type { Policy } from '../policy.ts';
import type { Candidate, Check } from './check.ts';
import { failed, passed } from './check.ts';
import { replayedCases } from './hits.ts';

export const person: Check = (candidate, { rules, recording }) => {
  const against = rules.filter((rule) => contradicts(candidate, rule, recording));
  const [first] = against;
  if (!first) return passed('person', 'policy-check.person-passed');
  if (candidate.policy.table) return passed('person', 'policy-check.person-table', { count: against.length });
  return failed('person', sentences[first.kind], { app: printable(first.name) });
};

const sentences = {
  'never-touch': 'policy-check.person-never',
  always: 'policy-check.person-always',
  milder: 'policy-check.person-milder',
  // what holds at some times only is no contradiction: the person's word goes first then
  'not-then': 'policy-check.person-never',
} as const satisfies Record<PersonRule['kind'], PolicySentenceKey>;

function contradicts({ condition, policy }: Candidate, rule: PersonRule, recording: Recording): boolean {
  const seen = seenAs(rule.programKey, recording);
  const { table } = policy;
  if (table) return seen.some((app) => opposes(table.find(app), rule));
  if (!opposes(policy, rule)) return false;
  return seen.length > 0 ? seen.some((app) => condition.mayHold(app)) : singlesOut(condition, rule.name);
}

function opposes(answer: Pick<Policy, 'action' | 'treatment'> | null, rule: PersonRule): boolean {
  if (answer === null) return false;
  switch (rule.kind) {
    case 'never-touch':
      return answer.action !== 'none';
    case 'always':
      return rule.action !== 'none' && answer.action === 'none';
    case 'milder':
      return answer.action !== 'none' && answer.treatment !== 'gentle';
    case 'not-then':
      return false;
  }
}

/** The program as it was recorded; it may have gone by several names. */
function seenAs(programKey: string, recording: Recording): readonly AppFacts[] {
  const byName = new Map<string, AppFacts>();
  for (const { subject } of replayedCases(recording)) {
    if (subject.app.program.key === programKey) byName.set(subject.app.name, new AppFacts(subject));
  }
  return [...byName.values()];
}

/** Of a program that was not recorded only the name is known: the condition asks for just that one. */
const singlesOut = (condition: Condition, name: string): boolean =>
  condition.mayHold({ name }) && !condition.mayHold({ name: `(not ${name})` });
