import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rate } from '../../contract/learning.ts';
import { useFormat } from '../format/use-format.ts';
import { whiskerOf } from './interval.ts';

/** A share with its interval: a dot on a whisker from 0 to 1, and the same in words. */
export function RateFigure({ rate }: { readonly rate: Rate }): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const whisker = whiskerOf(rate);
  if (whisker === null) return <span className="text-muted">{t('learning.notYet')}</span>;
  const { value, low, high } = whisker;
  const at = (share: number) => `${share * 100}%`;
  return (
    <span className="flex flex-col gap-1">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{number.percent(value)}</span>
        <span className="text-label text-muted">
          {t('learning.quality.interval', { low: number.percent(low), high: number.percent(high) })}
          {' · '}
          {t('learning.counted', { count: rate.of })}
        </span>
      </span>
      <span aria-hidden="true" className="relative mx-1 block h-3">
        <span className="absolute inset-x-0 top-1/2 h-px bg-line" />
        <span
          className="absolute top-1/2 h-2 -translate-y-1/2 border-x border-edge"
          style={{ left: at(low), width: at(high - low) }}
        >
          <span className="absolute inset-x-0 top-1/2 h-0.5 -translate-y-1/2 bg-edge" />
        </span>
        <span className="absolute top-1/2 size-2 -translate-1/2 rounded-full bg-ink" style={{ left: at(value) }} />
      </span>
    </span>
  );
}
