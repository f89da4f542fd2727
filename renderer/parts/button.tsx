import type { ComponentProps, ReactNode } from 'react';

const looks = {
  /** The usual button: an outline that fills a little when pointed at. */
  plain: 'border border-line bg-surface text-ink hover:bg-hover',
  /** A button that is only words or a glyph until pointed at. */
  quiet: 'border border-transparent text-muted hover:bg-hover hover:text-ink',
  /** The one thing to do here. */
  main: 'border border-ink bg-ink text-surface hover:opacity-90',
  /** What cannot be taken back. */
  final: 'border border-needs bg-needs text-surface hover:opacity-90',
} as const;

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof looks;
  /** What it does is under way: clicks are ignored. Unlike a disabled button it keeps the focus. */
  readonly busy?: boolean;
}

/** A button 32 px high. */
export function Button({
  look = 'plain',
  busy = false,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <button
      type={type}
      aria-disabled={busy || undefined}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-2 rounded-md px-3 whitespace-nowrap disabled:text-muted disabled:opacity-60 aria-disabled:opacity-60 ${looks[look]} ${className}`}
      // a click that is not prevented would still send the form of a submit button
      onClick={busy ? (event) => event.preventDefault() : onClick}
      {...rest}
    />
  );
}
