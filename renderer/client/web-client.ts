import { CallError } from '../../contract/calls.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import { createConnectionStore } from './connection.ts';
import { noAnswer, readReply } from './screen-client.ts';
import type { ScreenClient } from './screen-client.ts';
import { openStreamSocket } from './stream-socket.ts';

/**
 * The contract over HTTP and one WebSocket of the server this page came from.
 *
 * @param origin `http://HOST:PORT`, no trailing slash
 */
export function createWebClient(origin: string, token: string): ScreenClient {
  const connection = createConnectionStore();

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
      throw noAnswer(name);
    }
    return readReply(name, reply);
  }

  async function tokenAccepted(): Promise<'yes' | 'no' | 'unreachable'> {
    try {
      return (await post('engine.status', {})).status === 401 ? 'no' : 'yes';
    } catch {
      return 'unreachable';
    }
  }

  const { listen, retryNow } = openStreamSocket({
    url: `${origin.replace(/^http/, 'ws')}/api/streams`,
    token,
    connection,
    tokenAccepted,
  });
  return { call, listen, connection, retryNow };
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
