/** The machine's own moments: it sleeps, it wakes, the session ends. */
import type { Dispose } from '../clock.ts';
import type { Log } from '../log.ts';

/** What of Electron's powerMonitor is used. On Linux it listens to logind and holds a delay lock for both. */
export interface PowerEvents {
  on(event: 'suspend' | 'resume', listener: () => void): unknown;
  off(event: 'suspend' | 'resume', listener: () => void): unknown;
  on(event: 'shutdown', listener: (event?: Delayable) => void): unknown;
  off(event: 'shutdown', listener: (event?: Delayable) => void): unknown;
}

/** Electron documents the event of `shutdown`, but its declarations leave it out. */
export interface Delayable {
  preventDefault(): void;
}

export interface PowerOptions {
  readonly powerMonitor: PowerEvents;
  readonly engine: { readonly sleep: () => void; readonly wake: () => void };
  /** Begins the end; the machine waits for a few seconds. */
  readonly end: (reason: string) => void;
  readonly log: Log;
}

export function followPower({ powerMonitor, engine, end, log }: PowerOptions): Dispose {
  const suspend = (): void => {
    log.info('the machine goes to sleep');
    engine.sleep();
  };
  const resume = (): void => {
    log.info('the machine is awake');
    engine.wake();
  };
  const shutdown = (event?: Delayable): void => {
    event?.preventDefault();
    end('the machine shuts down');
  };
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('shutdown', shutdown);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
    powerMonitor.off('shutdown', shutdown);
  };
}
