import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { Section } from '../parts/section.tsx';
import { seen, shortMemory } from '../stores/seen.ts';
import type { SeenKey } from '../stores/seen.ts';
import { axisTop, usagePoints, usageStep } from './usage-points.ts';

/** The charts come with the first drawer that is opened; the list does without. */
const UsageChart = lazy(() => import('./usage-chart.tsx'));

interface UsageProps {
  readonly of: SeenKey;
  /** Epoch ms of the table's reading. */
  readonly at: number;
}

/** CPU, memory and IO of one row over the last five minutes, as far as this page saw them. */
export function Usage({ of, at }: UsageProps): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  useEffect(() => {
    seen.keepLonger(of);
    return () => seen.keepLonger(null);
  }, [of]);

  const until = Math.ceil(at / usageStep) * usageStep;
  const points = useMemo(() => usagePoints(seen.of(of), until), [of, until]);
  // what was seen for a moment only is drawn over a minute, so that the line is seen to grow
  const from = Math.min(points[0]?.at ?? until, until - shortMemory);
  const charts = [
    { figure: 'cpu', least: 0.1, text: number.percent },
    { figure: 'memory', least: 1e6, text: number.bytes },
    { figure: 'io', least: 1e3, text: number.bytesPerSecond },
  ] as const;

  return (
    <Section title={t('drawer.usage')}>
      {charts.map(({ figure, least, text }) => {
        const values = points.map((point) => point[figure]);
        const known = values.filter((value) => value !== null);
        const now = known.at(-1);
        return (
          <figure key={figure} className="mb-2">
            <figcaption className="flex gap-3">
              <span className="flex-1">{t(`column.${figure}`)}</span>
              {now === undefined ? (
                <span className="text-muted">{t('processes.unread')}</span>
              ) : (
                <span>
                  {text(now)}{' '}
                  <span className="text-muted">{t('drawer.usageMost', { most: text(Math.max(...known)) })}</span>
                </span>
              )}
            </figcaption>
            {now !== undefined && (
              <div aria-hidden="true" className="h-16">
                <Suspense fallback={null}>
                  <UsageChart
                    points={points}
                    figure={figure}
                    name={t(`column.${figure}`)}
                    from={from}
                    until={until}
                    top={axisTop(values, least)}
                    valueText={text}
                    timeText={time.exact}
                  />
                </Suspense>
              </div>
            )}
          </figure>
        );
      })}
      <p className="text-label text-muted">{t('drawer.usageHint')}</p>
    </Section>
  );
}
