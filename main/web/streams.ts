/** One WebSocket of a screen: which streams it listens to, and what happens when it reads slower than values come. */
import { z } from 'zod';
import { streams } from '../../contract/calls.ts';
import type { StreamName, Subscribe } from '../../contract/calls.ts';
import type { Dispose } from '../clock.ts';

/** What is needed of a `ws` socket. */
export interface StreamSocket {
  /** Bytes that were sent and are still in this process. */
  readonly bufferedAmount: number;
  readonly send: (text: string, sent: () => void) => void;
}

export interface StreamSession {
  /** `{"listen":[names]}` or `{"unlisten":[names]}`; both may be repeated. False for anything else. */
  readonly receive: (text: string) => boolean;
  readonly dispose: Dispose;
}

/** A few full process lists of a busy machine. */
const congestedBytes = 1024 * 1024;
const drainedBytes = 64 * 1024;

const names = z
  .array(z.enum(Object.keys(streams) as [StreamName, ...StreamName[]]))
  .min(1)
  .max(32);
const request = z.union([z.strictObject({ listen: names }), z.strictObject({ unlisten: names })]);

/**
 * A stream may carry differences, so a value cannot just be left out. While the socket is congested a stream's
 * subscription is ended, which spares the engine the work as well; once it has drained the stream is subscribed to anew
 * and so starts with a full, current value.
 */
export function streamSession(socket: StreamSocket, subscribe: Subscribe): StreamSession {
  const subscriptions = new Map<StreamName, Dispose>();
  const suspended = new Set<StreamName>();

  const stop = (name: StreamName) => {
    suspended.delete(name);
    subscriptions.get(name)?.();
    subscriptions.delete(name);
  };

  const start = (name: StreamName) => {
    if (subscriptions.has(name) || suspended.has(name)) return;
    let stopped = false;
    // a value may come while subscribing, when there is nothing to call for the end of it yet
    let unsubscribe: Dispose | null = null;
    subscriptions.set(name, () => {
      stopped = true;
      unsubscribe?.();
    });
    const dispose = subscribe(name, (value) => {
      if (stopped) return;
      if (socket.bufferedAmount > congestedBytes) {
        stop(name);
        suspended.add(name);
      } else {
        socket.send(JSON.stringify({ stream: name, value }), resumeWhenDrained);
      }
    });
    if (isStopped()) dispose();
    else unsubscribe = dispose;
    function isStopped(): boolean {
      return stopped;
    }
  };

  const resumeWhenDrained = () => {
    if (suspended.size === 0 || socket.bufferedAmount > drainedBytes) return;
    const names = [...suspended];
    suspended.clear();
    names.forEach(start);
  };

  return {
    receive: (text) => {
      const parsed = request.safeParse(fromJson(text));
      if (!parsed.success) return false;
      if ('listen' in parsed.data) parsed.data.listen.forEach(start);
      else parsed.data.unlisten.forEach(stop);
      return true;
    },
    dispose: () => [...subscriptions.keys(), ...suspended].forEach(stop),
  };
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
