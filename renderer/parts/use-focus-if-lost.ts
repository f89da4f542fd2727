import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * For what says how something went, when the button that was pressed went with it: the focus comes here instead of
 * getting lost. A focus that is somewhere is left where it is. The element takes a `tabIndex` of -1.
 *
 * @param news another value whenever there is something new to say; null while there is nothing
 */
export function useFocusIfLost<T extends HTMLElement>(news: unknown): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    if (news !== null && document.activeElement === document.body) element.current?.focus();
  }, [news]);
  return element;
}
