import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { TextField } from '../settings/text-field.tsx';
import { standingOf } from './budget.ts';
import { Meter } from './meter.tsx';

interface BudgetCardProps {
  readonly period: 'today' | 'month';
  /** Dollars or tokens, as the period is budgeted. */
  readonly spent: number;
  readonly budget: number;
  readonly valueText: (value: number) => string;
  /** What else it was: calls, and the other unit. */
  readonly also: string;
  readonly forecast: string;
}

/** One period against its budget, which can be changed right here. */
export function BudgetCard({ period, spent, budget, valueText, also, forecast }: BudgetCardProps): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { ratio, kind } = standingOf(spent, budget);
  const text = t(`cost.standing.${kind}`, { percent: number.percent(ratio), budget: valueText(budget) });
  const careful = kind === 'near' || kind === 'over';
  return (
    <section
      aria-labelledby={`cost-${period}`}
      className="flex flex-col gap-2 rounded-lg border border-line bg-surface p-4"
    >
      <h3 id={`cost-${period}`} className="font-semibold">
        {t(`cost.${period}`)}
      </h3>
      <p className="text-title">{valueText(spent)}</p>
      <Meter label={t(`cost.${period}`)} ratio={ratio} text={text} careful={careful} />
      <p className={careful ? 'text-caution' : ''}>
        {text}
        {kind === 'over' && ` ${t(`cost.freshAgain.${period}`)}`}
      </p>
      <p className="text-muted">{also}</p>
      <p className="mb-2 text-muted">{forecast}</p>
      <div className="mt-auto">
        <TextField
          narrow
          setting={period === 'today' ? 'llm.budget.tokensPerDay' : 'llm.budget.usdPerMonth'}
          label={t(`cost.budget.${period}`)}
          unit={t(`cost.unit.${period}`)}
          value={budget}
        />
      </div>
    </section>
  );
}
