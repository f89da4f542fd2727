/** Facts a person should know, newest first, bounded; the same code replaces its older self. Also the alerts stream. */
import type { Dispose } from '../clock.ts';

export interface Notice {
  readonly at: number;
  readonly severity: 'info' | 'warning' | 'error';
  readonly code: string;
  readonly text: string;
}

export interface Notices {
  readonly add: (severity: Notice['severity'], code: string, text: string) => void;
  readonly list: () => readonly Notice[];
  readonly onChange: (listener: () => void) => Dispose;
}

const most = 50;

/** @param now epoch ms */
export function createNotices(now: () => number): Notices {
  let notices: readonly Notice[] = [];
  const listeners = new Set<() => void>();
  return {
    add: (severity, code, text) => {
      const others = notices.filter((one) => one.code !== code || one.text !== text);
      notices = [{ at: now(), severity, code, text }, ...others].slice(0, most);
      for (const listener of listeners) listener();
    },
    list: () => notices,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
