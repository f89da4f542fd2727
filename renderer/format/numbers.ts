import type { Language } from '../../contract/words.ts';

/** Numbers as a person of one language reads them. Built once a language: Intl objects are slow to make. */
export interface NumberFormat {
  /** A ratio of 1 as per cent: 0.414 -> 41%, 0.0032 -> 0.3%. */
  readonly percent: (ratio: number) => string;
  /** Bytes in decimal units: 84_000_000 -> 84 MB. */
  readonly bytes: (bytes: number) => string;
  readonly bytesPerSecond: (rate: number) => string;
  /** Milliseconds, or seconds from 1,000 on: 0.42 -> 0.4 ms. */
  readonly milliseconds: (ms: number) => string;
  readonly dollars: (usd: number) => string;
  readonly integer: (value: number) => string;
  /** Two figures that say something: 2.06 -> 2.1, 41.2 -> 41. */
  readonly short: (value: number) => string;
  /** At most two digits after the point. */
  readonly plain: (value: number) => string;
}

function buildNumberFormat(language: Language): NumberFormat {
  const digits = (maximumFractionDigits: number) => new Intl.NumberFormat(language, { maximumFractionDigits });
  const whole = digits(0);
  const tenth = digits(1);
  const hundredth = digits(2);
  const cents = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
  });
  const mills = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 3,
  });
  const short = (value: number) => (Math.abs(value) < 9.95 ? tenth : whole).format(value);

  const bytes = (value: number): string => {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let rest = value;
    let unit = 0;
    while (Math.abs(rest) >= 999.5 && unit < units.length - 1) {
      rest /= 1000;
      unit += 1;
    }
    return `${unit === 0 ? whole.format(rest) : short(rest)} ${units[unit] ?? ''}`;
  };

  return {
    percent: (ratio) => `${short(ratio * 100)}%`,
    bytes,
    bytesPerSecond: (rate) => `${bytes(rate)}/s`,
    milliseconds: (ms) => (Math.abs(ms) < 999.5 ? `${short(ms)} ms` : `${short(ms / 1000)} s`),
    dollars: (usd) => (usd !== 0 && Math.abs(usd) < 0.995 ? mills : cents).format(usd),
    short,
    integer: (value) => whole.format(value),
    plain: (value) => hundredth.format(value),
  };
}

const built = new Map<Language, NumberFormat>();

export function numberFormat(language: Language): NumberFormat {
  const known = built.get(language) ?? buildNumberFormat(language);
  built.set(language, known);
  return known;
}
