import type { ReactNode } from 'react';

const looks = {
  /** BrainKernel did this and it holds. */
  done: 'bg-accent-soft text-accent border-transparent',
  /** BrainKernel would do this. */
  would: 'border-accent text-accent border-dashed',
  /** A person is asked. */
  asks: 'border-needs text-needs',
  plain: 'border-line text-muted',
} as const;

export type ChipLook = keyof typeof looks;

/** A word in a frame: an action or a state. */
export const Chip = ({ look, children }: { readonly look: ChipLook; readonly children: ReactNode }): ReactNode => (
  <span className={`inline-flex h-5 items-center rounded border px-1.5 text-label whitespace-nowrap ${looks[look]}`}>
    {children}
  </span>
);
