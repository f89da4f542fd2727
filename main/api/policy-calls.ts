/** The calls about policies: read and moved through the desk, imported, proposed. What is checked is tried on recorded sessions. */
import type { Handlers } from '../../contract/calls.ts';
import type { ImportReport } from '../../contract/policies.ts';
import type { Action } from '../../contract/words.ts';
import type { Case } from '../decide/case.ts';
import type { Learning } from '../assemble-learning.ts';
import { factsOf } from '../policy/facts.ts';
import { asIfBusy, changesOf } from '../policy/import/changes.ts';
import { importRules } from '../policy/import/import-rules.ts';
import { textOfRuleSet } from '../policy/import/rule-set.ts';
import { importedGate, tableOf } from '../policy/rule-table.ts';

type PolicyCalls = Pick<Handlers, Extract<keyof Handlers, `policies.${string}`>>;

export interface PolicyCallParts extends Pick<Learning, 'policies' | 'onRecording'> {
  /** The apps of this moment as cases. */
  readonly cases: () => readonly Case[];
}

export function policyCalls({ policies, onRecording, cases }: PolicyCallParts): PolicyCalls {
  /** What is decided today of each app, were it busy in the background. */
  const today = (busy: readonly Case[]): ReadonlyMap<string, Action> =>
    new Map(
      busy.map((subject) => {
        const found = policies.preview(factsOf(subject), subject.app.program.key);
        return [subject.app.id, found?.action ?? 'none'] as const;
      }),
    );

  return {
    'policies.list': () => ({ policies: [...policies.list()] }),
    'policies.get': ({ id }) => policies.get(id),
    'policies.draft': (draft) => onRecording(() => policies.draft(draft)),
    'policies.advance': ({ id }) => onRecording(() => policies.advance(id)),
    'policies.stepBack': ({ id }) => policies.stepBack(id),
    'policies.retire': ({ id }) => policies.retire(id),
    'policies.rollBack': ({ id, version }) => onRecording(() => policies.rollBack(id, version)),
    'policies.propose': () => onRecording(policies.propose),
    'policies.import': ({ source, files, apply }): ImportReport => {
      const { set, report } = importRules(source, files);
      const busy = cases().map(asIfBusy);
      const changes = [...changesOf(tableOf(set), busy, today(busy))];
      if (!apply) return { ...report, changes, policyId: null };
      const description = `${report.rules} rules of ${names[source]}`;
      const { policy } = policies.addImported({
        source,
        description,
        condition: importedGate,
        ruleSet: textOfRuleSet(set),
      });
      return { ...report, changes, policyId: policy.id };
    },
  };
}

const names = { ananicy: 'ananicy', system76: 'system76-scheduler' } as const;
