import type { Subscribe } from '../../contract/calls.ts';
import { backOff } from './back-off.ts';
import { startOver } from './connection.ts';
import type { ConnectionStore } from './connection.ts';
import { createListening } from './listening.ts';
import { readFrame } from './read-stream.ts';

export interface StreamSocket {
  /** Lasts over every reconnect. */
  readonly listen: Subscribe;
  /** Tries at once instead of waiting for the back-off. */
  readonly retryNow: () => void;
}

interface Options {
  readonly url: string;
  readonly token: string;
  readonly connection: ConnectionStore;
  /** Asked when a socket closes before it opened: browsers do not say whether the token was refused. */
  readonly tokenAccepted: () => Promise<'yes' | 'no' | 'unreachable'>;
}

/**
 * The one WebSocket of the page. A hidden page listens to nothing and does not reconnect; a visible one listens to what
 * is wanted and comes back by itself.
 */
export function openStreamSocket({ url, token, connection, tokenAccepted }: Options): StreamSocket {
  let socket: WebSocket | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;

  const visible = () => document.visibilityState === 'visible';

  const listening = createListening((request) => {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(request));
    return true;
  });

  function clearRetry(): void {
    if (retry !== null) clearTimeout(retry);
    retry = null;
  }

  function lost(): void {
    const { state } = connection.getState();
    const since = state.kind === 'lost' ? state.since : Date.now();
    if (!visible()) {
      connection.setState({ state: { kind: 'lost', since, retryAt: null } });
      return;
    }
    const wait = backOff(attempt++, Math.random());
    clearRetry();
    retry = setTimeout(connect, wait);
    connection.setState({ state: { kind: 'lost', since, retryAt: Date.now() + wait } });
  }

  function connect(): void {
    clearRetry();
    if (socket !== null || !visible()) return;
    const opening = new WebSocket(url, ['brainkernel', token]);
    let opened = false;
    socket = opening;
    opening.onopen = () => {
      opened = true;
      attempt = 0;
      connection.setState({ state: { kind: 'open' } });
      startOver(connection);
      listening.settle();
    };
    opening.onmessage = ({ data }) => {
      const frame = typeof data === 'string' ? readFrame(data) : null;
      if (!listening.receive(frame)) connection.setState({ state: { kind: 'mismatch' } });
      else if (frame?.again === true) startOver(connection);
    };
    opening.onclose = () => {
      socket = null;
      listening.forget();
      if (opened || !visible()) lost();
      else void explainRefusal();
    };
  }

  async function explainRefusal(): Promise<void> {
    if ((await tokenAccepted()) === 'no') connection.setState({ state: { kind: 'unauthorized' } });
    else lost();
  }

  document.addEventListener('visibilitychange', () => {
    if (!visible()) {
      clearRetry();
      listening.settle();
    } else if (socket === null) {
      if (connection.getState().state.kind !== 'unauthorized') connect();
    } else {
      listening.settle();
      if (socket.readyState === WebSocket.OPEN) startOver(connection);
    }
  });

  connect();
  return {
    listen: listening.listen,
    retryNow: () => {
      attempt = 0;
      connect();
    },
  };
}
