import { streams } from '../../contract/calls.ts';
import type { StreamName, StreamValue, Subscribe } from '../../contract/calls.ts';
import { createChannel } from './channel.ts';
import type { Channel } from './channel.ts';
import { readProcesses, readWith } from './read-stream.ts';

type Channels = { readonly [N in StreamName]: Channel<StreamValue<N>> };

/** What the engine is asked for over any transport. */
export type StreamRequest = { readonly listen: readonly StreamName[] } | { readonly unlisten: readonly StreamName[] };

export interface Listening {
  readonly listen: Subscribe;
  /** False when the frame is none, or its value does not follow the contract. */
  readonly receive: (frame: { readonly stream: string; readonly value: unknown } | null) => boolean;
  /** Brings what the engine was told in line with what is wanted now. */
  readonly settle: () => void;
  /** The engine has forgotten what it was told. */
  readonly forget: () => void;
}

const isStreamName = (name: string): name is StreamName => Object.hasOwn(streams, name);

/**
 * What this page listens to: whatever somebody on it wants while it is visible, nothing while it is hidden.
 *
 * @param tell false when the engine cannot be told now; `settle` tries again
 */
export function createListening(tell: (request: StreamRequest) => boolean): Listening {
  const channels: Channels = {
    'engine.status': createChannel(readWith(streams['engine.status'])),
    processes: createChannel(readProcesses),
    decisions: createChannel(readWith(streams.decisions)),
    approvals: createChannel(readWith(streams.approvals)),
    alerts: createChannel(readWith(streams.alerts)),
    settings: createChannel(readWith(streams.settings)),
  };
  let told: ReadonlySet<StreamName> = new Set();

  const wanted = (): ReadonlySet<StreamName> =>
    new Set(
      document.visibilityState === 'visible'
        ? Object.keys(channels)
            .filter(isStreamName)
            .filter((name) => channels[name].size > 0)
        : [],
    );

  const settle = (target = wanted()): void => {
    const unlisten = [...told.difference(target)];
    if (unlisten.length > 0 && tell({ unlisten })) told = told.difference(new Set(unlisten));
    const listen = [...target.difference(told)];
    if (listen.length > 0 && tell({ listen })) told = target;
  };

  /** A second listener of a stream would miss the value that came first, so the stream starts over for both. */
  function listen<N extends StreamName>(name: N, listener: (value: StreamValue<N>) => void): () => void {
    const channel: Channel<StreamValue<N>> = channels[name];
    if (channel.size > 0) settle(wanted().difference(new Set([name])));
    const remove = channel.add(listener);
    settle();
    return () => {
      remove();
      settle();
    };
  }

  return {
    listen,
    receive: (frame) => frame !== null && isStreamName(frame.stream) && channels[frame.stream].accept(frame.value),
    settle: () => settle(),
    forget: () => {
      told = new Set();
    },
  };
}
