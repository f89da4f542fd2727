/** Counts the records a failing disk costs and says so once, not once a record. */
import type { Notice } from '../../contract/engine.ts';
import type { Clock } from '../clock.ts';
import type { Witness } from './database.ts';
import { inWords } from './sqlite-error.ts';

/** A disk on the edge fails and works in turns: not more than one notice of a kind in this time. */
const quietMs = 600_000;

export function lossWitness(clock: Clock, say: (notice: Notice) => void): Witness {
  let lost = 0;
  const saidAt = new Map<string, number>();

  const sayOnce = (severity: Notice['severity'], code: string, text: string): boolean => {
    const now = clock.monotonic();
    const before = saidAt.get(code);
    if (before !== undefined && now - before < quietMs) return false;
    saidAt.set(code, now);
    say({ at: clock.now(), severity, code, text });
    return true;
  };

  return (trouble) => {
    if (trouble !== null) {
      lost += 1;
      sayOnce(
        'error',
        'records-lost',
        `Records cannot be kept: ${inWords[trouble]}. What is on disk stays as it is; nothing is acted on until this is mended.`,
      );
    } else if (lost > 0 && sayOnce('info', 'records-kept-again', `Records are kept again; ${lost} were lost.`)) {
      lost = 0;
    }
  };
}
