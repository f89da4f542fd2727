/** Calls and streams that a test controls. */
import { CallError } from '../../contract/calls.ts';
import type { Handlers, StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import type { Api } from '../api.ts';

export interface ControlledApi extends Api {
  /** Sends to everybody who listens. */
  readonly emit: <N extends StreamName>(name: N, value: StreamValue<N>) => void;
  /** Names of the streams subscribed to, one an open subscription. */
  readonly subscribed: () => readonly StreamName[];
}

const notNow = () => {
  throw new CallError('unavailable', 'not in this test');
};
const withTheRest = (handlers: Partial<Handlers>): Handlers =>
  new Proxy(handlers, { get: (target, name): unknown => Reflect.get(target, name) ?? notNow }) as Handlers;

/** `first` is what a stream starts with. */
export function controlledApi(
  handlers: Partial<Handlers> = {},
  first: { readonly [N in StreamName]?: () => StreamValue<N> } = {},
): ControlledApi {
  const subscriptions = new Set<{ readonly name: StreamName; readonly send: (value: unknown) => void }>();
  const subscribe: Subscribe = (name, listener) => {
    const subscription = { name, send: (value: unknown) => listener(value as StreamValue<typeof name>) };
    subscriptions.add(subscription);
    const initial = first[name]?.();
    if (initial !== undefined) listener(initial);
    return () => subscriptions.delete(subscription);
  };
  return {
    handlers: withTheRest(handlers),
    subscribe,
    emit: (name, value) => [...subscriptions].filter((each) => each.name === name).forEach((each) => each.send(value)),
    subscribed: () => [...subscriptions].map(({ name }) => name),
  };
}
