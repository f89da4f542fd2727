import type { ReactNode } from 'react';

interface PanelProps {
  /** Binds the region to its heading. */
  readonly id: string;
  readonly title: string;
  /** One sentence on what this is about. */
  readonly hint?: string;
  /** Stands at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled card. */
export const Panel = ({ id, title, hint, aside, children }: PanelProps): ReactNode => (
  <section aria-labelledby={id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
    <header className="flex flex-wrap items-start gap-x-4 gap-y-1">
      <div className="min-w-0 flex-1">
        <h3 id={id} tabIndex={-1} className="w-fit font-semibold">
          {title}
        </h3>
        {hint !== undefined && <p className="max-w-prose text-muted">{hint}</p>}
      </div>
      {aside}
    </header>
    {children}
  </section>
);
