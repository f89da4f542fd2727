import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

/** Says what will appear in an empty place, and when. */
export const Empty = ({ title, text, children }: EmptyProps): ReactNode => (
  <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
    <p className="text-lead">{title}</p>
    <p className="text-balance text-muted">{text}</p>
    {children}
  </div>
);
