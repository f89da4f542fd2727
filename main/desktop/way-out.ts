/** Every way in which the app comes to its end, and that each of them first gives back what was changed. */
import type { Log } from '../log.ts';
import { createEnding } from './ending.ts';

/** What of Electron's app is used. */
export interface Leavable {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown;
  on(event: 'window-all-closed', listener: () => void): unknown;
  exit(code: number): void;
}

/** What of Node's process is used. */
export interface ProcessEvents {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  on(event: 'SIGTERM' | 'SIGHUP' | 'SIGINT', listener: () => void): unknown;
}

export interface WayOutOptions {
  readonly app: Leavable;
  readonly process: ProcessEvents;
  readonly giveBack: () => Promise<void>;
  /** Everything was given back in time. */
  readonly onProperEnd: () => void;
  /** Called at once; what it returns is done when everything was given back: starting again, or saying why not. */
  readonly onCrash: (error: unknown) => (properly: boolean) => void;
  readonly log: Log;
}

export interface WayOut {
  /** Ends the app. Harmless when it is ending already. */
  readonly end: (reason: string) => void;
  /** Ends a start that did not succeed. Resolves when everything was given back and `last` has been called. */
  readonly fail: (last: () => void) => Promise<void>;
  /**
   * Ends this run for one that somebody else starts. Resolves when that may be done: everything was given back, and
   * `makeRoom` has been called. The new one is there when the app is then asked to quit; where nobody asks within
   * seconds, `failed` is called and the app leaves. Rejects when the app is ending already.
   */
  readonly makeWay: (makeRoom: () => void, failed: () => void) => Promise<void>;
}

/** ms within which a started update asks the app to quit: it has nothing left to work with. */
const successorWithinMs = 5_000;

export function createWayOut({ app, process, giveBack, onProperEnd, onCrash, log }: WayOutOptions): WayOut {
  const ending = createEnding(giveBack, log);
  let hasMadeWay = false;
  const end: WayOut['end'] = (reason) =>
    void ending.begin(reason, (properly) => {
      if (properly) onProperEnd();
      app.exit(0);
    });
  const crash = (error: unknown): void => {
    log.warn(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (ending.hasBegun()) return;
    const last = onCrash(error);
    void ending.begin('an unexpected error', (properly) => {
      last(properly);
      app.exit(1);
    });
  };

  // app.exit, with which every end ends, does not ask again
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (hasMadeWay) app.exit(0);
    else end('quit');
  });
  // without its window the app goes on
  app.on('window-all-closed', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(signal, () => end(signal));
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return {
    end,
    fail: (last) =>
      ending.begin('the start failed', () => {
        last();
        app.exit(1);
      }),
    makeWay: async (makeRoom, failed) => {
      if (ending.hasBegun()) throw new Error('BrainKernel is about to end.');
      await ending.begin('an update', (properly) => {
        if (properly) onProperEnd();
        makeRoom();
        hasMadeWay = true;
        setTimeout(() => {
          failed();
          app.exit(1);
        }, successorWithinMs);
      });
    },
  };
}
