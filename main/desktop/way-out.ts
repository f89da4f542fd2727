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
  readonly onCrash: (error: unknown) => () => void;
  readonly log: Log;
}

export interface WayOut {
  /** Ends the app. Harmless when it is ending already. */
  readonly end: (reason: string) => void;
  /** Ends a start that did not succeed. Resolves when everything was given back and `last` has been called. */
  readonly fail: (last: () => void) => Promise<void>;
}

export function createWayOut({ app, process, giveBack, onProperEnd, onCrash, log }: WayOutOptions): WayOut {
  const ending = createEnding(giveBack, log);
  const end: WayOut['end'] = (reason) =>
    void ending.begin(reason, (properly) => {
      if (properly) onProperEnd();
      app.exit(0);
    });
  const crash = (error: unknown): void => {
    log.warn(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (ending.hasBegun()) return;
    const last = onCrash(error);
    void ending.begin('an unexpected error', () => {
      last();
      app.exit(1);
    });
  };

  // app.exit, with which every end ends, does not ask again
  app.on('before-quit', (event) => {
    event.preventDefault();
    end('quit');
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
  };
}
