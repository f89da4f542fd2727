import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

/** How the screens stand with the engine. Times are epoch ms. */
type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** The engine does not answer; `retryAt` is null while a try is running or the page is hidden. */
  | { readonly kind: 'lost'; readonly since: number; readonly retryAt: number | null }
  /** The token is missing or the engine does not accept it. */
  | { readonly kind: 'unauthorized' }
  /** A message did not have the shape of the contract: page and engine are of different versions. */
  | { readonly kind: 'mismatch' };

export interface Connection {
  readonly state: ConnectionState;
  /** Counts the moments from which streams are whole again. What was read by call before may have holes. */
  readonly epoch: number;
}

export type ConnectionStore = StoreApi<Connection>;

export const createConnectionStore = (): ConnectionStore =>
  createStore<Connection>(() => ({ state: { kind: 'connecting' }, epoch: 0 }));

/** Streams start over here: what was read by call before may have holes, and is read again by those who show it. */
export const startOver = (connection: ConnectionStore): void =>
  connection.setState(({ epoch }) => ({ epoch: epoch + 1 }));
