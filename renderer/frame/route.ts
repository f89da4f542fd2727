import { useSyncExternalStore } from 'react';

/** The views that need no more than their name. */
const plainViews = ['now', 'processes', 'cost', 'settings'] as const;

/** The views in the order of the navigation. */
export const views = ['now', 'processes', 'decisions', 'learning', 'cost', 'settings'] as const;

/** Where in Learning: its parts, one policy, or the form that writes one (a new one when `id` is null). */
export type LearningPlace =
  | { readonly part: 'overview' | 'policies' | 'import' }
  | { readonly part: 'policy'; readonly id: string }
  | { readonly part: 'write'; readonly id: string | null };

/** Where in the screens a person is: the part of the address behind `#`. */
export type Route =
  | { readonly view: (typeof plainViews)[number] }
  | { readonly view: 'decisions'; readonly id: string | null }
  | { readonly view: 'learning'; readonly place: LearningPlace };

/** A view as the navigation opens it. */
export const hrefOfView = (view: Route['view']): string => `#/${view}`;

export function hrefOf(route: Route): string {
  switch (route.view) {
    case 'decisions':
      return `#/decisions${behind(route.id)}`;
    case 'learning': {
      const { place } = route;
      if (place.part === 'overview') return '#/learning';
      return `#/learning/${place.part}${'id' in place ? behind(place.id) : ''}`;
    }
    case 'now':
    case 'processes':
    case 'cost':
    case 'settings':
      return hrefOfView(route.view);
  }
}

const behind = (id: string | null): string => (id === null ? '' : `/${encodeURIComponent(id)}`);

/** Any address leads somewhere: what is not known is Now. */
export function routeOf(hash: string): Route {
  const [, view, first, second] = hash.split('/');
  if (view === 'decisions') return { view, id: idIn(first) };
  if (view === 'learning') return { view, place: placeOf(first, idIn(second)) };
  return { view: plainViews.find((known) => known === view) ?? 'now' };
}

function placeOf(part: string | undefined, id: string | null): LearningPlace {
  if (part === 'policy') return id === null ? { part: 'policies' } : { part, id };
  if (part === 'write') return { part, id };
  if (part === 'policies' || part === 'import') return { part };
  return { part: 'overview' };
}

/** Null for none, and for what cannot be read as one. */
function idIn(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

export const useRoute = (): Route => routeOf(useSyncExternalStore(subscribe, () => location.hash));
