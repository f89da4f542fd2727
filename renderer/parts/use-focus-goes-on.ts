import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * For a row that has the focus somewhere inside when it goes: the focus moves to the row beside it instead of getting
 * lost. Rows take a `tabIndex` of -1.
 *
 * @param otherwise id of what gets the focus when it was the last row
 */
export function useFocusGoesOn<T extends HTMLElement>(otherwise: string): RefObject<T | null> {
  const row = useRef<T>(null);
  useLayoutEffect(() => {
    const element = row.current;
    // runs while the row is still on the page
    return () => {
      if (element === null || !element.contains(document.activeElement)) return;
      const next = element.nextElementSibling ?? element.previousElementSibling ?? document.getElementById(otherwise);
      if (next instanceof HTMLElement) next.focus();
    };
  }, [otherwise]);
  return row;
}
