import type { ReactNode } from 'react';
import { Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { ChartTip } from '../charts/chart-tip.tsx';
import type { UsagePoint } from './usage-points.ts';

interface UsageChartProps {
  readonly points: readonly UsagePoint[];
  readonly figure: 'cpu' | 'memory' | 'io';
  readonly name: string;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly top: number;
  readonly valueText: (value: number) => string;
  readonly timeText: (at: number) => string;
}

/** One figure of one row over up to five minutes. It says nothing to a screen reader: the words are beside it. */
export default function UsageChart(props: UsageChartProps): ReactNode {
  const { points, figure, name, from, until, top, valueText, timeText } = props;
  return (
    <LineChart
      responsive
      accessibilityLayer={false}
      data={points}
      margin={{ top: 8, right: 4, bottom: 4, left: 0 }}
      style={{ width: '100%', height: '100%' }}
    >
      <XAxis
        dataKey="at"
        type="number"
        domain={[from, until]}
        allowDataOverflow
        height={1}
        tick={false}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
      />
      <YAxis
        domain={[0, top]}
        ticks={[0, top]}
        interval={0}
        tickFormatter={valueText}
        width={64}
        tick={{ fill: 'var(--muted)', fontSize: 12 }}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--edge)' }}
        content={({ active, payload, label }) => {
          const value: unknown = payload[0]?.value;
          return active && typeof label === 'number' && typeof value === 'number' ? (
            <ChartTip title={timeText(label)} values={[[name, valueText(value)]]} />
          ) : null;
        }}
      />
      <Line
        dataKey={figure}
        type="stepAfter"
        isAnimationActive={false}
        dot={false}
        activeDot={{ r: 3, fill: 'var(--ink)', stroke: 'none' }}
        stroke="var(--ink)"
        strokeWidth={1.4}
      />
    </LineChart>
  );
}
