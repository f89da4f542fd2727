import type { Language } from '../../contract/words.ts';

/** Times of this machine's clock and zone. All inputs are epoch ms. */
export interface TimeFormat {
  /** 14:05 */
  readonly clock: (at: number) => string;
  /** 14:05:09 */
  readonly exact: (at: number) => string;
  /** The day, for a heading: Friday, 20 November 2026. */
  readonly day: (at: number) => string;
  /** 20 Nov */
  readonly date: (at: number) => string;
  /** 20 November 2026 */
  readonly longDate: (at: number) => string;
  /** Fri 20 */
  readonly weekday: (at: number) => string;
  readonly full: (at: number) => string;
}

function buildTimeFormat(language: Language): TimeFormat {
  const locale = language === 'en' ? 'en-GB' : language;
  const make = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (at: number) => format.format(at);
  };
  return {
    clock: make({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    exact: make({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    day: make({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    date: make({ day: 'numeric', month: 'short' }),
    longDate: make({ dateStyle: 'long' }),
    weekday: make({ weekday: 'short', day: 'numeric' }),
    full: make({ dateStyle: 'medium', timeStyle: 'medium' }),
  };
}

const built = new Map<Language, TimeFormat>();

export function timeFormat(language: Language): TimeFormat {
  const known = built.get(language) ?? buildTimeFormat(language);
  built.set(language, known);
  return known;
}

/** Midnight that began the local day of `at`. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** Whole minutes, at least one, from `now` to the next local midnight. */
export function minutesUntilTomorrow(now: number): number {
  const date = new Date(now);
  const midnight = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
  return Math.max(1, Math.ceil((midnight - now) / 60_000));
}
