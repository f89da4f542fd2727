import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicySummary } from '../../../contract/policies.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../panel.tsx';

const counts = [
  ['matched', 'matched'],
  ['wouldTreat', 'wouldTreat'],
  ['treated', 'treatedCount'],
  ['up', 'up'],
  ['down', 'down'],
  ['undone', 'undone'],
] as const;

/** What came of a policy: in shadow what it would have done, then what it did and what was said to that. */
export function ResultsPanel({ policy: { results } }: { readonly policy: PolicySummary }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <Panel id="results-title" title={t('learning.policy.results')}>
      {results.matched === 0 ? (
        <p className="text-muted">{t('learning.policy.resultsNone')}</p>
      ) : (
        <dl className="grid grid-cols-3 gap-x-6 gap-y-3">
          {counts.map(([name, word]) => (
            <div key={name} className="flex flex-col">
              <dt className="text-label text-muted">{t(`learning.policy.${word}`)}</dt>
              <dd className="text-lead">{number.integer(results[name])}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
