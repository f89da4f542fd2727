import type { ReactNode } from 'react';
import { lineLooks } from './line-looks.ts';
import type { LineLook } from './line-looks.ts';

/** How a line of a chart looks, for its legend. */
export const LineSample = ({ look }: { readonly look: LineLook }): ReactNode => (
  <svg aria-hidden="true" viewBox="0 0 24 8" className="h-2 w-6 shrink-0">
    <line x1="0" x2="24" y1="4" y2="4" strokeWidth="1.6" {...lineLooks[look]} />
  </svg>
);
