import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Experiment } from '../../contract/learning.ts';
import { useFormat } from '../format/use-format.ts';
import { hrefOf } from '../frame/route.ts';
import { useEngineText } from '../i18n/use-engine-text.ts';
import { Panel } from './panel.tsx';
import { RateFigure } from './rate-figure.tsx';

/** Policies on trial: the apps that get one beside those that do not. */
export function TrialsPanel({ experiments }: { readonly experiments: readonly Experiment[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel id="trials-title" title={t('learning.trials.title')} hint={t('learning.trials.hint')}>
      {experiments.length === 0 ? (
        <p className="text-muted">{t('learning.trials.none')}</p>
      ) : (
        experiments.map((experiment) => <Trial key={experiment.policyId} experiment={experiment} />)
      )}
    </Panel>
  );
}

const measures = ['apps', 'decisions', 'satisfaction', 'undone'] as const;

function Trial({ experiment }: { readonly experiment: Experiment }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  // an imported set is named by the engine
  const engineText = useEngineText();
  const { policyId, description, since, share } = experiment;
  const name = `trial-${policyId}`;
  const cell = 'border-t border-line py-1.5 pl-6 align-top';
  return (
    <section aria-labelledby={name}>
      <h4 id={name}>
        <a
          className="font-medium break-words hover:underline"
          href={hrefOf({ view: 'learning', place: { part: 'policy', id: policyId } })}
        >
          {engineText(description)}
        </a>
        <span className="ml-2 text-label text-muted">
          {t('learning.trials.since', { date: time.date(since), share: number.percent(share) })}
        </span>
      </h4>
      <table className="mt-1 w-full table-fixed border-collapse">
        <thead>
          <tr className="text-left text-label text-muted">
            <th scope="col" className="w-[30%] pb-1 font-normal">
              {t('learning.trials.measure')}
            </th>
            {(['treated', 'control'] as const).map((arm) => (
              <th key={arm} scope="col" className="pb-1 pl-6 font-normal">
                {t(`learning.trials.${arm}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map((measure) => (
            <tr key={measure}>
              <th scope="row" className="border-t border-line py-1.5 text-left align-top font-normal">
                {t(`learning.trials.${measure}`)}
              </th>
              {(['treated', 'control'] as const).map((arm) => {
                const value = experiment[arm][measure];
                return (
                  <td key={arm} className={cell}>
                    {typeof value === 'number' ? number.integer(value) : <RateFigure rate={value} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
