import { useSyncExternalStore } from 'react';

/** Where in the screens a person is: the part of the address behind `#`. */
export type Route = { readonly view: 'processes' } | { readonly view: 'decisions'; readonly id: string | null };

export const hrefOf = (route: Route): string =>
  route.view === 'decisions' && route.id !== null ? `#/decisions/${encodeURIComponent(route.id)}` : `#/${route.view}`;

/** Any address leads somewhere: what is not known is the processes. */
export function routeOf(hash: string): Route {
  const [, view, id] = hash.split('/');
  if (view !== 'decisions') return { view: 'processes' };
  try {
    return { view, id: id === undefined || id === '' ? null : decodeURIComponent(id) };
  } catch {
    return { view, id: null };
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export const useRoute = (): Route => routeOf(useSyncExternalStore(subscribe, () => location.hash));
