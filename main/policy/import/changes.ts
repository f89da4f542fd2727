/** What a rule set would change about the programs that run now, told before anything is taken. Pure. */
import type { ImportReport } from '../../../contract/policies.ts';
import type { Action } from '../../../contract/words.ts';
import type { Case } from '../../decide/case.ts';
import { printable } from '../../printable.ts';
import { AppFacts } from '../facts.ts';
import type { RuleTable } from '../policy.ts';
import { beyondImports } from '../rule-table.ts';

export type Change = ImportReport['changes'][number];

const mostChanges = 1000;

/**
 * The same case as it would be with the app busy in the background while somebody waits, so that a preview does not
 * depend on what happens to be busy at this moment.
 */
export const asIfBusy = (subject: Case): Case => ({
  ...subject,
  behaviour: { ...subject.behaviour, cpu5: Math.max(1, subject.behaviour.cpu5) },
  foreground: false,
  someoneWaits: true,
});

/**
 * @param currentActions what is decided without the table, by app id: of the cases made with {@link asIfBusy}. Missing: none
 * @returns one row an app that would be decided differently, treated ones first, bounded
 */
export function changesOf(
  table: RuleTable,
  cases: readonly Case[],
  currentActions: ReadonlyMap<string, Action>,
): readonly Change[] {
  return cases
    .flatMap((subject): readonly Change[] => {
      const { app } = subject;
      if (app.immune || app.kind === 'kernel') return [];
      const facts = new AppFacts(subject);
      const rule = beyondImports.includes(facts.category) ? null : table.find(facts);
      const from = currentActions.get(app.id) ?? 'none';
      if (rule === null || rule.action === from) return [];
      return [
        { app: printable(app.name), category: app.category, from, to: rule.action, rule: printable(rule.rule, 160) },
      ];
    })
    .sort((a, b) => Number(a.to === 'none') - Number(b.to === 'none') || (a.app < b.app ? -1 : 1))
    .slice(0, mostChanges);
}
