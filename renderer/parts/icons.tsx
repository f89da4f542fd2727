import type { ReactNode } from 'react';

/** Stroked glyphs on a grid of 16. They decorate; the words beside them or the label of their button carry the meaning. */
const paths = {
  mark: 'M1.5 9h2.5l1.5-4 2.5 7 2-5 1 2h3.5',
  chevronDown: 'M4 6l4 4 4-4',
  chevronRight: 'M6 4l4 4-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5a4.5 4.5 0 1 1 0-9 4.5 4.5 0 0 1 0 9zM10.3 10.3L14 14',
  check: 'M3 8.5l3.2 3.2L13 5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5l7.5 4.5L5 12.5z',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  follow: 'M8 2v2.5M8 11.5V14M2 8h2.5M11.5 8H14M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  up: 'M5 7l2.7-4.7c1.3 0 1.9 1 1.6 2.2L8.9 6.3h3.3c.9 0 1.5.8 1.3 1.7l-.9 3.9c-.2.8-.8 1.3-1.6 1.3H5zM2.5 7H5v6.2H2.5z',
  down: 'M5 9l2.7 4.7c1.3 0 1.9-1 1.6-2.2l-.4-1.8h3.3c.9 0 1.5-.8 1.3-1.7l-.9-3.9c-.2-.8-.8-1.3-1.6-1.3H5zM2.5 9H5V2.8H2.5z',
  undo: 'M5.5 3L2.5 6l3 3M2.5 6h6.8a3.7 3.7 0 0 1 0 7.4H6',
  look: 'M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6M10.5 6.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM5.5 12.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z',
  lock: 'M4 7.5h8v5.5H4zM5.7 7.5V5.3a2.3 2.3 0 0 1 4.6 0v2.2',
} as const;

export type IconName = keyof typeof paths;

export function Glyph({ d, className = 'size-4' }: { readonly d: string; readonly className?: string }): ReactNode {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={d} />
    </svg>
  );
}

export const Icon = ({ name, className }: { readonly name: IconName; readonly className?: string }): ReactNode =>
  className === undefined ? <Glyph d={paths[name]} /> : <Glyph d={paths[name]} className={className} />;
