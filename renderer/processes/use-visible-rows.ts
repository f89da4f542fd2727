import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

interface VisibleRows {
  /** Index of the first row worth drawing. */
  readonly first: number;
  /** Index behind the last one. */
  readonly end: number;
  readonly scrollTo: (index: number) => void;
}

interface Geometry {
  readonly rowHeight: number;
  /** Height of what sticks to the top of the scroller, above the first row. */
  readonly headerHeight: number;
}

const overscan = 8;

/**
 * Which rows of equal height are on the screen. The state changes when a row comes or goes, not with every pixel. The
 * virtualizer stays inside of here, because what its functions return cannot be memoized.
 */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  { rowHeight, headerHeight }: Geometry,
): VisibleRows {
  const virtualizer = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  const [range, setRange] = useState({ first: 0, end: 0 });

  useLayoutEffect(() => {
    const created = new Virtualizer<HTMLElement, HTMLElement>({
      count: 0,
      getScrollElement: () => scroller.current,
      estimateSize: () => rowHeight,
      overscan,
      scrollMargin: headerHeight,
      scrollPaddingStart: headerHeight,
      observeElementRect,
      observeElementOffset,
      scrollToFn: elementScroll,
      onChange: (instance) => {
        const items = instance.getVirtualItems();
        const first = items[0]?.index ?? 0;
        const end = (items.at(-1)?.index ?? -1) + 1;
        setRange((known) => (known.first === first && known.end === end ? known : { first, end }));
      },
    });
    virtualizer.current = created;
    const unmount = created._didMount();
    created._willUpdate();
    return () => {
      unmount();
      virtualizer.current = null;
    };
  }, [scroller, rowHeight, headerHeight]);

  useLayoutEffect(() => {
    const current = virtualizer.current;
    if (current === null) return;
    current.setOptions({ ...current.options, count });
    current.measure();
  }, [count, scroller, rowHeight, headerHeight]);

  const scrollTo = useCallback((index: number) => virtualizer.current?.scrollToIndex(index), []);
  return {
    // between a shorter list and the virtualizer's word on it
    first: Math.min(range.first, count),
    end: Math.min(range.end, count),
    scrollTo,
  };
}
