import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';
import { DataTable } from '../parts/data-table.tsx';
import { EvidenceBar } from './evidence-bar.tsx';
import { measured } from './measure.ts';
import { useSentence } from './use-sentence.ts';

/** Each fact beside the threshold it was held against. */
export function EvidenceTable({ evidence }: { readonly evidence: readonly Evidence[] }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { wordOf } = useSentence();
  return (
    <DataTable
      head={[t('detail.metric'), t('detail.value'), t('detail.threshold')]}
      rows={evidence.map(({ metric, value, unit, threshold }) => {
        const text = typeof value === 'string' ? wordOf(measured(value, unit, number)) : measured(value, unit, number);
        const compared = typeof value === 'number' && typeof threshold === 'number' && threshold > 0;
        return [
          compared ? (
            <>
              {wordOf(metric)}
              <EvidenceBar value={value} threshold={threshold} />
            </>
          ) : (
            wordOf(metric)
          ),
          text,
          threshold === null ? (
            <span className="text-muted">{t('detail.noThreshold')}</span>
          ) : (
            <>
              {measured(threshold, unit, number)}
              {compared && (
                <span className="block text-label text-muted">
                  {t('detail.times', { times: number.short(value / threshold) })}
                </span>
              )}
            </>
          ),
        ];
      })}
    />
  );
}
