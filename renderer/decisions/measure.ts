import type { Effect, Evidence } from '../../contract/decision.ts';
import type { NumberFormat } from '../format/numbers.ts';

/**
 * A measured value as text. Units are the engine's: bytes and ratios are scaled, every other number keeps its unit
 * behind it.
 */
export function measured(value: Evidence['value'], unit: string, number: NumberFormat): string {
  if (typeof value === 'string') return unit === '' ? value : `${value} ${unit}`;
  switch (unit) {
    case 'bytes':
      return number.bytes(value);
    case 'bytes/s':
      return number.bytesPerSecond(value);
    case 'ratio':
    case 'ratio of one CPU':
      return number.percent(value);
    case 'ms':
      return number.milliseconds(value);
    case 'ms/s':
      return `${number.milliseconds(value)}/s`;
    case '%':
    case '% of time':
    case '% of one CPU':
      return `${number.plain(value)}%`;
    case '':
      return number.plain(value);
    default:
      return `${number.plain(value)} ${unit}`;
  }
}

/** The words of each verdict on an effect, under `detail`. */
export const effectWords = {
  better: 'better',
  worse: 'worse',
  noise: 'noiseVerdict',
  unmeasurable: 'unmeasurable',
} as const satisfies Readonly<Record<Effect['verdict'], string>>;
