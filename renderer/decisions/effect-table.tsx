import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Effect } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { DataTable } from '../parts/data-table.tsx';
import { effectWords, measured } from './measure.ts';
import { useSentence } from './use-sentence.ts';

/** What an intervention brought, beside the noise of the readings. */
export function EffectTable({ effect }: { readonly effect: Effect }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { wordOf } = useSentence();
  return (
    <>
      <p className="mb-2">{t(`detail.${effectWords[effect.verdict]}`)}</p>
      {effect.metrics.length > 0 && (
        <DataTable
          head={[t('detail.metric'), t('detail.before'), t('detail.after')]}
          rows={effect.metrics.map(({ metric, unit, before, after, noise }) => [
            wordOf(metric),
            measured(before, unit, number),
            <>
              {measured(after, unit, number)}
              <span className="block text-label text-muted">
                {t('detail.noise', { noise: measured(noise, unit, number) })}
              </span>
            </>,
          ])}
        />
      )}
    </>
  );
}
