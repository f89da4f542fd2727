import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostsSummary } from '../../contract/engine.ts';
import { useFormat } from '../format/use-format.ts';

/** What asking in batches, once a program, spared this month. */
export function SavedCard({
  saved,
  calls,
}: {
  readonly saved: CostsSummary['saved'];
  readonly calls: number;
}): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { verdictsFromCache, programsAsked, callsSaved, tokensSaved, usdSaved } = saved;
  return (
    <section aria-labelledby="cost-saved" className="rounded-lg border border-line bg-surface p-4">
      <h3 id="cost-saved" className="mb-2 font-semibold">
        {t('cost.saved')}
      </h3>
      {callsSaved === 0 ? (
        <p className="text-muted">{t('cost.savedNone')}</p>
      ) : (
        <div className="flex flex-col gap-2">
          <p>{t('cost.savedCache', { count: verdictsFromCache, decisions: number.integer(verdictsFromCache) })}</p>
          <p>
            {t('cost.savedBatches', { count: programsAsked, programs: number.integer(programsAsked) })}{' '}
            {t('cost.inCalls', { count: calls, calls: number.integer(calls) })}
          </p>
          <p>
            {t('cost.savedAll', {
              calls: number.integer(callsSaved),
              tokens: number.integer(tokensSaved),
              usd: number.dollars(usdSaved),
            })}
          </p>
          <p className="text-label text-muted">{t('cost.savedHow')}</p>
        </div>
      )}
    </section>
  );
}
