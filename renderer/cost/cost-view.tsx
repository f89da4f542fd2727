import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostsSummary } from '../../contract/engine.ts';
import { useFormat } from '../format/use-format.ts';
import { hrefOf } from '../frame/route.ts';
import { CopyButtons } from '../parts/copy-buttons.tsx';
import { DataTable } from '../parts/data-table.tsx';
import { Empty } from '../parts/empty.tsx';
import { Unread } from '../parts/unread.tsx';
import { useEngineStatus } from '../stores/engine-status.ts';
import { costsAsText } from './as-text.ts';
import { BudgetCard } from './budget-card.tsx';
import { DaysPanel } from './days-panel.tsx';
import { QuotaCard } from './quota-card.tsx';
import { SavedCard } from './saved-card.tsx';
import { tokensOf } from './tokens.ts';
import { useCosts } from './use-costs.ts';

/** What asking models costs, and how that stands against what a person allows. */
export function CostView(): ReactNode {
  const { t } = useTranslation();
  const { value: costs, failure, again } = useCosts();
  const noModel = useEngineStatus(({ status }) => status?.llm.provider === 'none');
  const neverAsked = costs?.days.every(({ calls }) => calls === 0) === true && costs.month.calls === 0;
  return (
    <div tabIndex={0} className="min-h-0 flex-1 overflow-y-auto -outline-offset-2">
      <div className="mx-auto flex max-w-5xl flex-col gap-4 px-6 py-4">
        {costs === null ? (
          <>
            <h2 className="text-title font-semibold">{t('cost.title')}</h2>
            <Unread loading={t('cost.loading')} failure={failure} onAgain={again} />
          </>
        ) : noModel && neverAsked ? (
          <>
            <h2 className="text-title font-semibold">{t('cost.title')}</h2>
            <Empty title={t('cost.emptyTitle')} text={t('cost.emptyText')}>
              <a className="mt-2 underline underline-offset-2" href={hrefOf({ view: 'settings' })}>
                {t('cost.emptyLink')}
              </a>
            </Empty>
          </>
        ) : (
          <Costs costs={costs} />
        )}
      </div>
    </div>
  );
}

function Costs({ costs }: { readonly costs: CostsSummary }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { today, month, budget, byModel, quota, days, forecast, saved } = costs;
  const pricesFrom = t('cost.pricesFrom', { date: time.longDate(Date.parse(`${costs.pricesFrom}T00:00`)) });
  const calls = (count: number) => t('cost.callCount', { count, calls: number.integer(count) });
  const tokens = (count: number) => t('cost.tokenCount', { tokens: number.integer(count) });

  return (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <h2 className="flex-1 text-title font-semibold">{t('cost.title')}</h2>
        <div className="-mr-2">
          <CopyButtons asText={() => costsAsText(costs, { t, number, pricesFrom })} asJson={() => costs} />
        </div>
      </div>
      <div className="grid grid-cols-2 gap-4">
        <BudgetCard
          period="today"
          spent={tokensOf(today)}
          budget={budget.tokensPerDay}
          valueText={tokens}
          also={`${calls(today.calls)} · ${number.dollars(today.usd)}`}
          forecast={
            forecast === null
              ? t('cost.forecastLater')
              : t('cost.forecastDay', { tokens: number.integer(forecast.tokensPerDay) })
          }
        />
        <BudgetCard
          period="month"
          spent={month.usd}
          budget={budget.usdPerMonth}
          valueText={number.dollars}
          also={`${calls(month.calls)} · ${tokens(tokensOf(month))}`}
          forecast={
            forecast === null
              ? t('cost.forecastLater')
              : t('cost.forecastMonth', { usd: number.dollars(forecast.usdThisMonth) })
          }
        />
      </div>
      <DaysPanel days={days} tokensPerDay={budget.tokensPerDay} />
      <section aria-labelledby="cost-models" className="rounded-lg border border-line bg-surface p-4">
        <h3 id="cost-models" className="mb-2 font-semibold">
          {t('cost.models')}
        </h3>
        {byModel.length === 0 ? (
          <p className="text-muted">{t('cost.modelsNone')}</p>
        ) : (
          <DataTable
            head={[t('cost.model'), t('cost.calls'), t('cost.sent'), t('cost.received'), t('cost.dollars')]}
            rows={byModel.map((one) => [
              `${one.provider} · ${one.model}`,
              number.integer(one.calls),
              number.integer(one.inputTokens),
              number.integer(one.outputTokens),
              number.dollars(one.usd),
            ])}
          />
        )}
        <p className="mt-2 text-label text-muted">{pricesFrom}</p>
      </section>
      <div className="grid grid-cols-2 items-start gap-4">
        <QuotaCard quota={quota} />
        <SavedCard saved={saved} calls={month.calls} />
      </div>
    </>
  );
}
