import type { ReactNode } from 'react';

interface MeterProps {
  readonly label: string;
  /** Ratio 0-1; more is shown as full. */
  readonly ratio: number;
  /** The same in words. */
  readonly text: string;
  readonly careful?: boolean;
}

/** How full something is. The words beside it say the same. */
export function Meter({ label, ratio, text, careful = false }: MeterProps): ReactNode {
  const percent = Math.round(Math.min(1, Math.max(0, ratio)) * 100);
  return (
    <div
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
      className="h-2 overflow-hidden rounded-full border border-edge"
    >
      <div className={`h-full ${careful ? 'bg-caution' : 'bg-ink'}`} style={{ width: `${percent}%` }} />
    </div>
  );
}
