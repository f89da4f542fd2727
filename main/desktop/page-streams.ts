/** The streams of one document in the window. IPC does not say what it still holds, so the page says what it has heard. */
import type * as Electron from 'electron';
import { channels } from '../../contract/bridge.ts';
import type { StreamName, Subscribe } from '../../contract/calls.ts';
import type { Dispose } from '../clock.ts';
import { streamSession } from '../transport/stream-session.ts';
import type { StreamSession } from '../transport/stream-session.ts';
import type { MainWindow } from './main-window.ts';

export interface PageStreams {
  /** The name the document made up for itself. */
  readonly id: string;
  readonly receive: StreamSession['receive'];
  /** The page has taken one frame of this stream. */
  readonly heard: (name: StreamName) => void;
  readonly dispose: Dispose;
}

/** Frames of one stream that a page has not heard yet. More than one, as an answer takes a turn of both event loops. */
const mostUnheard = 4;

export function streamsTo(
  contents: Electron.WebContents,
  id: string,
  window: Pick<MainWindow, 'isVisible' | 'onVisibility'>,
  subscribe: Subscribe,
): PageStreams {
  const unheard = new Map<StreamName, number>();
  const unheardOf = (name: StreamName): number => unheard.get(name) ?? 0;
  const session = streamSession(
    {
      accepts: (name) => window.isVisible() && unheardOf(name) < mostUnheard,
      send: (frame, name) => {
        if (contents.isDestroyed()) return;
        unheard.set(name, unheardOf(name) + 1);
        contents.send(channels.frames, id, name, frame);
      },
    },
    subscribe,
  );
  // only when the page has heard everything, so that a slow one does not go from whole list to whole list
  const resume = () => session.resume((name) => window.isVisible() && unheardOf(name) === 0);
  const stopWatching = window.onVisibility((visible) => (visible ? resume() : session.suspend()));
  return {
    id,
    receive: session.receive,
    heard: (name) => {
      unheard.set(name, Math.max(0, unheardOf(name) - 1));
      resume();
    },
    dispose: () => {
      stopWatching();
      session.dispose();
    },
  };
}
