import { useSyncExternalStore } from 'react';

/** The views that need no more than their name. */
const plainViews = ['now', 'processes', 'cost', 'settings'] as const;

/** The views in the order of the navigation. */
export const views = ['now', 'processes', 'decisions', 'cost', 'settings'] as const;

/** Where in the screens a person is: the part of the address behind `#`. */
export type Route =
  { readonly view: (typeof plainViews)[number] } | { readonly view: 'decisions'; readonly id: string | null };

export const hrefOf = (route: Route): string =>
  route.view === 'decisions' && route.id !== null ? `#/decisions/${encodeURIComponent(route.id)}` : `#/${route.view}`;

/** Any address leads somewhere: what is not known is Now. */
export function routeOf(hash: string): Route {
  const [, view, id] = hash.split('/');
  if (view !== 'decisions') return { view: plainViews.find((known) => known === view) ?? 'now' };
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
