import type { StreamName } from '../../contract/calls.ts';
import { backOff } from './back-off.ts';
import type { ConnectionStore } from './connection.ts';
import { readFrame } from './read-stream.ts';

export interface StreamSocket {
  /** Tells the engine which streams this page wants, from now on and after every reconnect. */
  want(names: ReadonlySet<StreamName>): void;
  /** Tries at once instead of waiting for the back-off. */
  retryNow(): void;
}

interface Options {
  readonly url: string;
  readonly token: string;
  readonly connection: ConnectionStore;
  /** False when the value does not follow the contract. */
  readonly receive: (stream: string, value: unknown) => boolean;
  /** Asked when a socket closes before it opened: browsers do not say whether the token was refused. */
  readonly tokenAccepted: () => Promise<'yes' | 'no' | 'unreachable'>;
}

/**
 * The one WebSocket of the page. A hidden page listens to nothing and does not reconnect; a visible one listens to what
 * is wanted and comes back by itself.
 */
export function openStreamSocket({ url, token, connection, receive, tokenAccepted }: Options): StreamSocket {
  let wanted: ReadonlySet<StreamName> = new Set();
  let listening: ReadonlySet<StreamName> = new Set();
  let socket: WebSocket | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | null = null;

  const visible = () => document.visibilityState === 'visible';

  /** Brings what the engine was told in line with what is wanted now. */
  function settle(): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const target: ReadonlySet<StreamName> = visible() ? wanted : new Set();
    const listen = [...target.difference(listening)];
    const unlisten = [...listening.difference(target)];
    listening = target;
    if (unlisten.length > 0) socket.send(JSON.stringify({ unlisten }));
    if (listen.length > 0) socket.send(JSON.stringify({ listen }));
  }

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
      connection.setState(({ epoch }) => ({ state: { kind: 'open' }, epoch: epoch + 1 }));
      settle();
    };
    opening.onmessage = ({ data }) => {
      const message = typeof data === 'string' ? readFrame(data) : null;
      if (message === null || !receive(message.stream, message.value)) {
        connection.setState({ state: { kind: 'mismatch' } });
      }
    };
    opening.onclose = () => {
      socket = null;
      listening = new Set();
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
      settle();
    } else if (socket === null) {
      if (connection.getState().state.kind !== 'unauthorized') connect();
    } else {
      settle();
      if (socket.readyState === WebSocket.OPEN) connection.setState(({ epoch }) => ({ epoch: epoch + 1 }));
    }
  });

  connect();
  return {
    want(names) {
      wanted = names;
      settle();
    },
    retryNow() {
      attempt = 0;
      connect();
    },
  };
}
