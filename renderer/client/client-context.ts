import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { StreamName, StreamValue } from '../../contract/calls.ts';
import type { Connection } from './connection.ts';
import type { ScreenClient } from './screen-client.ts';
import { createLockedClient } from './web-client.ts';

/** The engine as the screens see it. Provided once, by main.tsx. */
export const ClientContext = createContext<ScreenClient>(createLockedClient());

export const useClient = (): ScreenClient => useContext(ClientContext);

export function useConnection<T>(select: (connection: Connection) => T): T {
  return useStore(useClient().connection, select);
}

/** Listens to a stream while the component is on the screen. `into` must be stable. */
export function useStream<N extends StreamName>(name: N, into: (value: StreamValue<N>) => void, on = true): void {
  const client = useClient();
  useEffect(() => (on ? client.listen(name, into) : undefined), [client, name, into, on]);
}
