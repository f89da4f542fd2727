import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { diffWords } from './diff-words.ts';

/** Two texts as one: what is gone is struck through, what is new is underlined. */
export function Diff({ before, after }: { readonly before: string; readonly after: string }): ReactNode {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <span className="whitespace-pre-wrap">
      {parts.map(({ kind, text }, index) => {
        if (kind === 'gone')
          return (
            <del key={index} className="rounded-sm bg-selected text-muted">
              {text}
            </del>
          );
        if (kind === 'new')
          return (
            <ins key={index} className="rounded-sm bg-selected font-semibold decoration-2 underline-offset-2">
              {text}
            </ins>
          );
        return <span key={index}>{text}</span>;
      })}
    </span>
  );
}
