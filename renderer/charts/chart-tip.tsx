import type { ReactNode } from 'react';

interface ChartTipProps {
  readonly title: string;
  readonly values: readonly (readonly [name: string, value: string])[];
}

/** What lies under the pointer. */
export const ChartTip = ({ title, values }: ChartTipProps): ReactNode => (
  <div className="rounded-md border border-line bg-surface px-2 py-1 text-label shadow-md shadow-black/10">
    <p className="text-muted">{title}</p>
    <dl className="grid grid-cols-[auto_auto] gap-x-3">
      {values.map(([name, value]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd className="text-right">{value}</dd>
        </div>
      ))}
    </dl>
  </div>
);
