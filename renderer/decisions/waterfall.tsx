import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Decision } from '../../contract/decision.ts';
import { useFormat } from '../format/use-format.ts';

const stages = ['context', 'inference', 'safety'] as const;

/** Where the time of a decision went, one stage below the other, each where it began. */
export function Waterfall({ latency }: { readonly latency: Decision['latencyMs'] }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const whole = Math.max(latency.total, latency.context + latency.inference + latency.safety, Number.EPSILON);
  const starts = { context: 0, inference: latency.context, safety: latency.context + latency.inference };
  return (
    <>
      <dl className="grid grid-cols-[6rem_1fr_4rem] items-center gap-x-3 gap-y-1">
        {stages.map((stage) => (
          <div key={stage} className="contents">
            <dt>{t(`detail.${stage}`)}</dt>
            <dd className="contents">
              <span aria-hidden="true" className="relative h-2 rounded-sm bg-sunken">
                <span
                  className="absolute inset-y-0 min-w-0.5 rounded-sm bg-edge"
                  style={{ left: `${(starts[stage] / whole) * 100}%`, width: `${(latency[stage] / whole) * 100}%` }}
                />
              </span>
              <span className="text-right">{number.milliseconds(latency[stage])}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-1 text-right text-muted">{t('detail.total', { total: number.milliseconds(latency.total) })}</p>
    </>
  );
}
