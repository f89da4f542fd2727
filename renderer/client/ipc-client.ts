import type { Bridge } from '../../contract/bridge.ts';
import type { CallInput, CallName, CallOutput } from '../../contract/calls.ts';
import { createConnectionStore, startOver } from './connection.ts';
import { createListening } from './listening.ts';
import { readFrame } from './read-stream.ts';
import { noAnswer, readReply } from './screen-client.ts';
import type { ScreenClient } from './screen-client.ts';

declare global {
  interface Window {
    /** Put there by the preload script of the desktop window; a browser has none. */
    readonly brainkernel?: Bridge;
  }
}

/** The contract over the bridge of the desktop window. It is there as long as the window: engine and window are one program. */
export function createIpcClient(bridge: Bridge): ScreenClient {
  const connection = createConnectionStore();
  connection.setState({ state: { kind: 'open' }, epoch: 1 });
  const listening = createListening((request) => {
    bridge.tell(JSON.stringify(request));
    return true;
  });
  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    let reply: unknown;
    try {
      reply = JSON.parse(await bridge.call(name, JSON.stringify(input)));
    } catch {
      throw noAnswer(name);
    }
    return readReply(name, reply);
  }

  bridge.hear((text) => {
    const frame = readFrame(text);
    if (!listening.receive(frame)) connection.setState({ state: { kind: 'mismatch' } });
    else if (frame?.again === true) startOver(connection);
  });
  document.addEventListener('visibilitychange', () => {
    listening.settle();
    if (document.visibilityState === 'visible') startOver(connection);
  });
  return { call, listen: listening.listen, connection, retryNow: () => undefined };
}
