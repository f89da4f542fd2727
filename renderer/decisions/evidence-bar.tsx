import type { ReactNode } from 'react';

interface EvidenceBarProps {
  readonly value: number;
  readonly threshold: number;
}

/** A value against its threshold, which is the mark. The words beside it say the same to a screen reader. */
export function EvidenceBar({ value, threshold }: EvidenceBarProps): ReactNode {
  const whole = Math.max(value, threshold);
  const share = (part: number) => `${Math.max(0, (part / whole) * 100)}%`;
  return (
    <span aria-hidden="true" className="relative mt-1 block h-1.5 rounded-sm bg-sunken">
      <span className="absolute inset-y-0 left-0 rounded-sm bg-edge" style={{ width: share(value) }} />
      <span className="absolute -inset-y-0.5 w-0.5 -translate-x-full bg-ink" style={{ left: share(threshold) }} />
    </span>
  );
}
