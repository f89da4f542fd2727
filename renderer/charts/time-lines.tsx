import type { ReactNode } from 'react';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { ChartTip } from './chart-tip.tsx';
import { lineLooks } from './line-looks.ts';
import type { LineLook } from './line-looks.ts';
import { plot } from './plot.ts';
import type { Row } from './series.ts';

export interface TimeLinesProps<K extends string> {
  readonly rows: readonly Row<K>[];
  readonly lines: readonly { readonly name: K; readonly look: LineLook; readonly text: string }[];
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  /** Where the value axis ends; it begins at 0. */
  readonly top: number;
  readonly ticks: readonly number[];
  readonly tickText: (at: number) => string;
  readonly atText: (at: number) => string;
  readonly valueText: (value: number) => string;
}

/** Lines over time. It says nothing to a screen reader: who draws it says the same in words beside it. */
export default function TimeLines<K extends string>(props: TimeLinesProps<K>): ReactNode {
  const { rows, lines, from, to, top, ticks, tickText, atText, valueText } = props;
  const text = { fill: 'var(--muted)', fontSize: 12 };
  return (
    <LineChart
      responsive
      accessibilityLayer={false}
      data={rows}
      margin={{ top: plot.lane, right: plot.right, bottom: 0, left: 0 }}
      style={{ width: '100%', height: '100%' }}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="at"
        type="number"
        scale="time"
        domain={[from, to]}
        allowDataOverflow
        ticks={ticks}
        interval="preserveStart"
        tickFormatter={tickText}
        height={plot.axis}
        tick={text}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
      />
      <YAxis
        domain={[0, top]}
        ticks={[0, top / 2, top]}
        tickFormatter={valueText}
        width={plot.left}
        tick={text}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--edge)' }}
        content={({ active, payload, label }) =>
          active && typeof label === 'number' ? (
            <ChartTip
              title={atText(label)}
              values={lines.flatMap(({ name, text: lineText }) => {
                const value: unknown = payload.find((entry) => entry.dataKey === name)?.value;
                return typeof value === 'number' ? [[lineText, valueText(value)] as const] : [];
              })}
            />
          ) : null
        }
      />
      {lines.map(({ name, look }) => (
        <Line
          key={name}
          dataKey={name}
          type="linear"
          isAnimationActive={false}
          connectNulls={false}
          dot={false}
          activeDot={{ r: 3, fill: lineLooks[look].stroke, stroke: 'none' }}
          strokeWidth={1.6}
          {...lineLooks[look]}
        />
      ))}
    </LineChart>
  );
}
