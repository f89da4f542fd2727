import { Suspense, lazy, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LineSample } from '../charts/line-sample.tsx';
import type { LineLook } from '../charts/line-looks.ts';
import { marksOf } from '../charts/marks.ts';
import { rangeNames, ranges, ticksOf } from '../charts/ranges.ts';
import type { RangeName } from '../charts/ranges.ts';
import { extentOf, topOf } from '../charts/series.ts';
import { Switch } from '../charts/switch.tsx';
import { useFormat } from '../format/use-format.ts';
import { Button } from '../parts/button.tsx';
import { useEngineStatus } from '../stores/engine-status.ts';
import { DecisionMarks, MarkLines } from './decision-marks.tsx';
import { MachineFigures } from './machine-figures.tsx';
import { useDecisionsOf } from './use-decisions-of.ts';
import { pressures, usePressure } from './use-pressure.ts';
import type { Pressure, PressureCurve } from './use-pressure.ts';

/** The chart library comes after the first paint. */
const TimeLines = lazy(() => import('../charts/time-lines.tsx'));

const looks: Readonly<Record<Pressure, LineLook>> = { cpu: 'solid', memory: 'dashed', io: 'dotted' };
/** Marks a chart has room for, each big enough to be hit. */
const mostMarks = 32;

/** How much programs had to wait, and where BrainKernel decided something. */
export function PressurePanel(): ReactNode {
  const { t } = useTranslation();
  const [range, setRange] = useState<RangeName>('minutes');
  const available = useEngineStatus(({ status }) => status?.pressure.available ?? true);
  return (
    <section
      aria-labelledby="now-pressure"
      className="rounded-lg border border-line bg-surface p-4 pb-2 short:pt-2 short:pb-0"
    >
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-60 flex-1">
          <h3 id="now-pressure" className="font-semibold">
            {t('now.pressure')}
          </h3>
          <p className="text-label text-muted short:hidden">{t('now.pressureHint')}</p>
        </div>
        <Switch
          label={t('now.range')}
          value={range}
          choices={rangeNames.map((value) => ({ value, text: t(`now.ranges.${value}`) }))}
          onChoose={setRange}
        />
      </div>
      <div className="mt-2 flex flex-wrap gap-x-8 gap-y-1">
        <Legend />
        <MachineFigures />
      </div>
      {available ? (
        <Chart range={range} />
      ) : (
        <p className="py-8 text-center text-muted">{t('status.pressureMissing')}</p>
      )}
    </section>
  );
}

function Legend(): ReactNode {
  const { t } = useTranslation();
  const { number } = useFormat();
  const pressure = useEngineStatus(({ status }) => status?.pressure);
  if (pressure?.available !== true) return null;
  const values = { cpu: pressure.cpuSome, memory: pressure.memorySome, io: pressure.ioSome };
  return (
    <ul className="flex flex-wrap gap-x-6">
      {pressures.map((name) => (
        <li key={name} className="flex items-center gap-2">
          <LineSample look={looks[name]} />
          <span className="text-muted">{t(`status.${name}`)}</span>
          <span className="min-w-10">{number.percent(values[name].avg10 / 100)}</span>
        </li>
      ))}
    </ul>
  );
}

function Chart({ range }: { readonly range: RangeName }): ReactNode {
  const { t } = useTranslation();
  const { curve, failed, again } = usePressure(range);
  const decisions = useDecisionsOf(range);
  const { length } = ranges[range];
  const marks = useMemo(
    () => (curve === null ? [] : marksOf(decisions, curve.from, curve.to, length / mostMarks)),
    [curve, decisions, length],
  );
  return (
    <div className="relative mt-1 h-52 short:h-32">
      {curve === null && failed && (
        <p className="absolute inset-x-0 top-1/3 flex flex-col items-center gap-2 text-muted">
          {t('unread.title')}
          <Button onClick={again}>{t('unread.again')}</Button>
        </p>
      )}
      {curve !== null && (
        <>
          <MarkLines marks={marks} from={curve.from} to={curve.to} />
          <Suspense>
            <Lines curve={curve} />
          </Suspense>
          <DecisionMarks marks={marks} from={curve.from} to={curve.to} />
          {curve.rows.length < 2 && (
            <p className="absolute inset-x-0 top-1/2 text-center text-muted">{t('now.chartEmpty')}</p>
          )}
        </>
      )}
    </div>
  );
}

function Lines({ curve }: { readonly curve: PressureCurve }): ReactNode {
  const { t } = useTranslation();
  const { number, time } = useFormat();
  const { range, from, to, rows } = curve;
  const { tick } = ranges[range];
  const percent = (value: number) => number.percent(value / 100);

  const summary = pressures.flatMap((name) => {
    const extent = extentOf(rows, name);
    if (extent === null) return [];
    return t('now.summary', {
      name: t(`status.${name}`),
      low: percent(extent.low),
      high: percent(extent.high),
    });
  });
  return (
    <>
      <p className="sr-only">
        {t('now.summaryOf', { range: t(`now.ranges.${range}`) })} {summary.join(' ')}
      </p>
      <div aria-hidden="true" className="relative h-full">
        <TimeLines
          rows={rows}
          lines={pressures.map((name) => ({ name, look: looks[name], text: t(`status.${name}`) }))}
          from={from}
          to={to}
          top={topOf(rows, pressures)}
          ticks={ticksOf(from, to, tick)}
          tickText={range === 'week' ? time.weekday : time.clock}
          atText={range === 'minutes' || range === 'hour' ? time.exact : time.full}
          valueText={percent}
        />
      </div>
    </>
  );
}
