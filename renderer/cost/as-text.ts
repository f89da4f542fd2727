import type { TFunction } from 'i18next';
import type { CostsSummary } from '../../contract/engine.ts';
import type { NumberFormat } from '../format/numbers.ts';
import { tokensOf } from './tokens.ts';

interface Words {
  readonly t: TFunction;
  readonly number: NumberFormat;
  readonly pricesFrom: string;
}

/** What models cost, as lines of text that can be pasted into a mail or a bug report. */
export function costsAsText(costs: CostsSummary, { t, number, pricesFrom }: Words): string {
  const { today, month, budget, byModel, forecast, saved } = costs;
  const line = (name: string, spend: CostsSummary['today']) =>
    `${name}: ${t('cost.callCount', { count: spend.calls, calls: number.integer(spend.calls) })}, ${t('cost.tokenCount', { tokens: number.integer(tokensOf(spend)) })}, ${number.dollars(spend.usd)}`;
  const lines = [
    line(t('cost.today'), today),
    line(t('cost.month'), month),
    `${t('cost.budget.today')}: ${number.integer(budget.tokensPerDay)} ${t('cost.unit.today')}`,
    `${t('cost.budget.month')}: ${number.dollars(budget.usdPerMonth)}`,
    ...byModel.map((model) => line(`- ${model.provider} ${model.model}`, model)),
  ];
  if (forecast !== null) lines.push(t('cost.forecastMonth', { usd: number.dollars(forecast.usdThisMonth) }));
  if (saved.callsSaved > 0)
    lines.push(
      t('cost.savedAll', {
        calls: number.integer(saved.callsSaved),
        tokens: number.integer(saved.tokensSaved),
        usd: number.dollars(saved.usdSaved),
      }),
    );
  return [...lines, pricesFrom].join('\n');
}
