/** Which window is in front, where the display server tells: X11 today. Others are `none` with the reason. */
import type { Dispose } from '../../clock.ts';
import { watchDisplay } from './x-display.ts';
import type { ActiveWindow } from './x-display.ts';

export interface ForegroundSource {
  readonly read: () => ActiveWindow;
  readonly onChange: (listener: () => void) => Dispose;
  readonly dispose: Dispose;
}

const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

/** @param environment DISPLAY, WAYLAND_DISPLAY and XDG_SESSION_TYPE of the session. */
export function createForeground(environment: Readonly<Record<string, string | undefined>>): ForegroundSource {
  const display = environment['DISPLAY'];
  if (display === undefined || display === '') return blind(environment);
  const listeners = new Set<() => void>();
  let current: ActiveWindow = { kind: 'none', why: `waiting for the X server ${display}` };
  let retryMs = firstRetryMs;
  let timer: NodeJS.Timeout | null = null;
  let disposed = false;

  const become = (next: ActiveWindow): void => {
    const same = JSON.stringify(next) === JSON.stringify(current);
    current = next;
    if (!same) for (const listener of [...listeners]) listener();
  };
  const connect = (): Dispose =>
    watchDisplay(display, {
      active: (window) => {
        retryMs = firstRetryMs;
        become(window);
      },
      ended: (why) => {
        become({ kind: 'none', why });
        if (disposed) return;
        timer = setTimeout(() => (stop = connect()), retryMs);
        timer.unref();
        retryMs = Math.min(retryMs * 2, lastRetryMs);
      },
    });
  let stop = connect();

  return {
    read: () => current,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose: () => {
      disposed = true;
      listeners.clear();
      if (timer !== null) clearTimeout(timer);
      stop();
    },
  };
}

function blind(environment: Readonly<Record<string, string | undefined>>): ForegroundSource {
  const wayland = environment['WAYLAND_DISPLAY'] !== undefined || environment['XDG_SESSION_TYPE'] === 'wayland';
  const why = wayland ? 'Wayland does not tell programs which window is in front' : 'there is no graphical session';
  return { read: () => ({ kind: 'none', why }), onChange: () => () => undefined, dispose: () => undefined };
}
