import type { ReactNode } from 'react';
import { links } from '../../contract/links.ts';

interface OutsideLinkProps {
  readonly to: keyof typeof links;
  readonly children: ReactNode;
}

/** Opens in the person's browser. Where it leads is in its title, so that nobody goes there unawares. */
export const OutsideLink = ({ to, children }: OutsideLinkProps): ReactNode => (
  <a href={links[to]} target="_blank" rel="noreferrer" title={links[to]} className="w-fit underline hover:text-ink">
    {children}
  </a>
);
