import { CallError, calls, envelope, streams } from '../../contract/calls.ts';
import type { CallInput, CallName, CallOutput, Client, StreamName, StreamValue } from '../../contract/calls.ts';
import { createChannel } from './channel.ts';
import type { Channel } from './channel.ts';
import { createConnectionStore } from './connection.ts';
import type { ConnectionStore } from './connection.ts';
import { readProcesses, readWith } from './read-stream.ts';
import { openStreamSocket } from './stream-socket.ts';

/** What a screen needs of any transport: the contract's client, and how the connection stands. */
export interface ScreenClient extends Client {
  readonly connection: ConnectionStore;
  retryNow(): void;
}

type Channels = { readonly [N in StreamName]: Channel<StreamValue<N>> };

const isStreamName = (name: string): name is StreamName => Object.hasOwn(streams, name);

/** The same object, seen as a call's name and what its reply is parsed to. */
const replies: { readonly [N in CallName]: { readonly output: { parse(value: unknown): CallOutput<N> } } } = calls;

/**
 * The contract over HTTP and one WebSocket of the server this page came from.
 *
 * @param origin `http://HOST:PORT`, no trailing slash
 */
export function createWebClient(origin: string, token: string): ScreenClient {
  const connection = createConnectionStore();
  const channels: Channels = {
    'engine.status': createChannel(readWith(streams['engine.status'])),
    processes: createChannel(readProcesses),
    decisions: createChannel(readWith(streams.decisions)),
    approvals: createChannel(readWith(streams.approvals)),
    alerts: createChannel(readWith(streams.alerts)),
  };

  const post = (name: CallName, input: unknown): Promise<Response> =>
    fetch(`${origin}/api/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    let reply: unknown;
    try {
      const response = await post(name, input);
      if (response.status === 401) connection.setState({ state: { kind: 'unauthorized' } });
      reply = await response.json();
    } catch {
      throw new CallError('unavailable', 'The engine does not answer. Nothing was changed; try again in a moment.');
    }
    const read = envelope.safeParse(reply);
    if (!read.success) throw new CallError('internal', 'The answer was not from BrainKernel. Reload this page.');
    if (!read.data.ok) throw new CallError(read.data.error.code, read.data.error.message);
    return replies[name].output.parse(read.data.value);
  }

  async function tokenAccepted(): Promise<'yes' | 'no' | 'unreachable'> {
    try {
      return (await post('engine.status', {})).status === 401 ? 'no' : 'yes';
    } catch {
      return 'unreachable';
    }
  }

  const socket = openStreamSocket({
    url: `${origin.replace(/^http/, 'ws')}/api/streams`,
    token,
    connection,
    receive: (stream, value) => isStreamName(stream) && channels[stream].accept(value),
    tokenAccepted,
  });

  const wanted = () =>
    new Set(
      Object.keys(channels)
        .filter(isStreamName)
        .filter((name) => channels[name].size > 0),
    );

  /** A second listener of a stream would miss the value that came first, so the stream starts over for both. */
  function listen<N extends StreamName>(name: N, listener: (value: StreamValue<N>) => void): () => void {
    const channel: Channel<StreamValue<N>> = channels[name];
    if (channel.size > 0) socket.want(wanted().difference(new Set([name])));
    const remove = channel.add(listener);
    socket.want(wanted());
    return () => {
      remove();
      socket.want(wanted());
    };
  }

  return { call, listen, connection, retryNow: () => socket.retryNow() };
}

/** Stands in when there is no token: every call is refused, nothing is sent. */
export function createLockedClient(): ScreenClient {
  const connection = createConnectionStore();
  connection.setState({ state: { kind: 'unauthorized' } });
  return {
    call: () => Promise.reject(new CallError('unauthorized', 'This page has no token.')),
    listen: () => () => undefined,
    connection,
    retryNow: () => undefined,
  };
}
