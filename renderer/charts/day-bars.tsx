import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import { ChartTip } from './chart-tip.tsx';
import { roundTop } from './round-top.ts';

export interface DayBarsProps {
  /** Oldest first; `at` is a local midnight, epoch ms. */
  readonly days: readonly { readonly at: number; readonly value: number }[];
  /** A line to stay below, drawn when the bars come near it. */
  readonly limit: number | null;
  readonly dayText: (at: number) => string;
  readonly valueText: (value: number) => string;
  /** What stands beside a day under the pointer. */
  readonly factsOf: (at: number) => readonly (readonly [name: string, value: string])[];
}

/** A bar a day. It says nothing to a screen reader: who draws it says the same in words beside it. */
export default function DayBars({ days, limit, dayText, valueText, factsOf }: DayBarsProps): ReactNode {
  const top = roundTop(Math.max(0, ...days.map(({ value }) => value)));
  const text = { fill: 'var(--muted)', fontSize: 12 };
  return (
    <BarChart
      responsive
      accessibilityLayer={false}
      data={days}
      margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
      style={{ width: '100%', height: '100%' }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        tickFormatter={dayText}
        minTickGap={48}
        height={24}
        tick={text}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
      />
      <YAxis
        domain={[0, top]}
        ticks={[0, top / 2, top]}
        tickFormatter={valueText}
        width={64}
        tick={text}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: 'var(--hover)' }}
        content={({ active, label }) =>
          active && typeof label === 'number' ? <ChartTip title={dayText(label)} values={factsOf(label)} /> : null
        }
      />
      {limit !== null && <ReferenceLine y={limit} stroke="var(--caution)" strokeDasharray="4 4" ifOverflow="hidden" />}
      <Bar dataKey="value" fill="var(--edge)" radius={[2, 2, 0, 0]} maxBarSize={24} isAnimationActive={false} />
    </BarChart>
  );
}
