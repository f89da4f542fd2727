/** One page: which streams it listens to, and what happens when it reads slower than values come, or does not look. */
import { z } from 'zod';
import { streams } from '../../contract/calls.ts';
import type { StreamName, Subscribe } from '../../contract/calls.ts';
import type { Dispose } from '../clock.ts';

export const streamName = z.enum(Object.keys(streams) as [StreamName, ...StreamName[]]);
const names = z.array(streamName).min(1).max(32);

/** What a page asks for. Both may be repeated. */
export const streamRequest = z.union([z.strictObject({ listen: names }), z.strictObject({ unlisten: names })]);
export type StreamRequest = Readonly<z.infer<typeof streamRequest>>;

/** The way to the page. */
export interface StreamLine {
  /** False while values gather on the way, or the page is hidden. */
  readonly accepts: (name: StreamName) => boolean;
  /** @param frame the JSON of `{stream, value}`, with `again: true` where values before it were left out */
  readonly send: (frame: string, name: StreamName) => void;
}

export interface StreamSession {
  readonly receive: (request: StreamRequest) => void;
  /** Ends every subscription until it is resumed. */
  readonly suspend: () => void;
  /** Takes up what was suspended and is `ready`. */
  readonly resume: (ready: (name: StreamName) => boolean) => void;
  readonly dispose: Dispose;
}

/**
 * A stream may carry differences, so a value cannot just be left out. While the line does not accept a stream's values its
 * subscription is ended, which spares the engine the work as well; resumed, the stream is subscribed to anew and so
 * starts with a full, current value.
 */
export function streamSession(line: StreamLine, subscribe: Subscribe): StreamSession {
  const subscriptions = new Map<StreamName, Dispose>();
  const suspended = new Set<StreamName>();

  const stop = (name: StreamName) => {
    suspended.delete(name);
    subscriptions.get(name)?.();
    subscriptions.delete(name);
  };

  const suspend = (name: StreamName) => {
    stop(name);
    suspended.add(name);
  };

  const start = (name: StreamName, isResumed: boolean) => {
    if (subscriptions.has(name) || suspended.has(name)) return;
    if (!line.accepts(name)) {
      suspended.add(name);
      return;
    }
    let stopped = false;
    let again = isResumed;
    // a value may come while subscribing, when there is nothing to call for the end of it yet
    let unsubscribe: Dispose | null = null;
    subscriptions.set(name, () => {
      stopped = true;
      unsubscribe?.();
    });
    const dispose = subscribe(name, (value) => {
      if (stopped) return;
      if (!line.accepts(name)) {
        suspend(name);
        return;
      }
      const frame = JSON.stringify(again ? { stream: name, value, again } : { stream: name, value });
      again = false;
      line.send(frame, name);
    });
    if (isStopped()) dispose();
    else unsubscribe = dispose;
    function isStopped(): boolean {
      return stopped;
    }
  };

  return {
    receive: (request) => {
      if ('listen' in request) request.listen.forEach((name) => start(name, false));
      else request.unlisten.forEach(stop);
    },
    suspend: () => [...subscriptions.keys()].forEach(suspend),
    resume: (ready) => {
      for (const name of [...suspended].filter(ready)) {
        suspended.delete(name);
        start(name, true);
      }
    },
    dispose: () => [...subscriptions.keys(), ...suspended].forEach(stop),
  };
}

/** The JSON value of a text, or undefined: JSON has no text for that. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
