const storageKey = 'brainkernel.token';

/** The part of `Storage` that is needed. */
export interface TokenStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface TakenToken {
  /** Null when neither the address nor this tab has one. */
  readonly token: string | null;
  /** The address without its token, to be put in the address bar; null when there was none to remove. */
  readonly cleanUrl: string | null;
}

/**
 * Takes the token out of the page's address and keeps it for this tab, so that it does not stay in the address bar,
 * in the history or in a bookmark.
 */
export function takeToken(href: string, storage: TokenStorage): TakenToken {
  const url = new URL(href);
  const given = url.searchParams.get('token');
  if (given === null) return { token: storage.getItem(storageKey), cleanUrl: null };
  url.searchParams.delete('token');
  storage.setItem(storageKey, given);
  return { token: given, cleanUrl: url.pathname + url.search + url.hash };
}
