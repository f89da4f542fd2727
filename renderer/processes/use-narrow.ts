import { useSyncExternalStore } from 'react';

const query = matchMedia('(width < 1120px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the window has no room for every column. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches);
