import type { ReactNode } from 'react';

/** A titled part of a drawer or of a decision. */
export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <section>
    <h3 className="mb-2 text-label font-semibold text-muted">{title}</h3>
    {children}
  </section>
);
