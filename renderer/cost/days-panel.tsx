import { Suspense, lazy, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostsSummary } from '../../contract/engine.ts';
import { Switch } from '../charts/switch.tsx';
import { useFormat } from '../format/use-format.ts';
import { DataTable } from '../parts/data-table.tsx';
import { tokensOf } from './tokens.ts';

/** The chart library comes after the first paint. */
const DayBars = lazy(() => import('../charts/day-bars.tsx'));

const units = ['tokens', 'dollars'] as const;

/** The last thirty days: a bar each, and the same as a table. */
export function DaysPanel({
  days,
  tokensPerDay,
}: {
  readonly days: CostsSummary['days'];
  readonly tokensPerDay: number;
}): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const [unit, setUnit] = useState<(typeof units)[number]>('tokens');
  const bars = useMemo(
    () => days.map((day) => ({ at: day.at, value: unit === 'tokens' ? tokensOf(day) : day.usd })),
    [days, unit],
  );
  const asked = days.filter(({ calls }) => calls > 0).toReversed();
  const factsOf = (day: CostsSummary['days'][number]) =>
    [
      [t('cost.calls'), number.integer(day.calls)],
      [t('cost.tokens'), number.integer(tokensOf(day))],
      [t('cost.dollars'), number.dollars(day.usd)],
    ] as const;

  return (
    <section aria-labelledby="cost-days" className="rounded-lg border border-line bg-surface p-4">
      <div className="mb-2 flex flex-wrap items-center gap-4">
        <h3 id="cost-days" className="flex-1 font-semibold">
          {t('cost.days')}
        </h3>
        <Switch
          label={t('cost.shown')}
          value={unit}
          choices={units.map((value) => ({ value, text: t(`cost.${value}`) }))}
          onChoose={setUnit}
        />
      </div>
      {asked.length === 0 ? (
        <p className="py-8 text-center text-muted">{t('cost.daysNone')}</p>
      ) : (
        <>
          <div aria-hidden="true" className="h-44">
            <Suspense>
              <DayBars
                days={bars}
                limit={unit === 'tokens' ? tokensPerDay : null}
                dayText={time.date}
                valueText={unit === 'tokens' ? number.integer : number.dollars}
                factsOf={(at) => days.filter((day) => day.at === at).flatMap(factsOf)}
              />
            </Suspense>
          </div>
          <details className="mt-2">
            <summary className="w-fit rounded text-muted hover:text-ink">{t('cost.asTable')}</summary>
            <div className="max-w-md pt-2">
              <DataTable
                head={[t('cost.day'), t('cost.calls'), t('cost.tokens'), t('cost.dollars')]}
                rows={asked.map((day) => [time.date(day.at), ...factsOf(day).map(([, value]) => value)])}
              />
            </div>
          </details>
        </>
      )}
    </section>
  );
}
