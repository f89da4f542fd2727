import { useId } from 'react';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** One sentence on what this part is about. */
  readonly intro?: string;
  readonly children: ReactNode;
}

/** One part of the settings. */
export const SettingsSection = ({ title, intro, children }: SectionProps): ReactNode => (
  <section className="flex flex-col gap-6">
    <header>
      <h3 className="text-title font-semibold">{title}</h3>
      {intro !== undefined && <p className="mt-1 max-w-prose text-muted">{intro}</p>}
    </header>
    {children}
  </section>
);

interface GroupProps {
  readonly title: string;
  /** How deep its name stands among the headings: 4 in a part of the settings. */
  readonly level?: 3 | 4;
  readonly children: ReactNode;
}

/** Fields that belong together, under a name of their own. */
export function Group({ title, level = 4, children }: GroupProps): ReactNode {
  const id = useId();
  const Heading = level === 3 ? 'h3' : 'h4';
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <Heading id={id} className="font-semibold">
        {title}
      </Heading>
      {children}
    </section>
  );
}
