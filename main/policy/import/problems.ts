/** What an import did not understand: every case is counted, the first are kept, as short printable text. */
import { sayTrust } from '../../../contract/sentences-trust.ts';
import type { TrustSentenceKey } from '../../../contract/sentences-trust.ts';
import type { ImportReport } from '../../../contract/policies.ts';
import { printable } from '../../printable.ts';

export type Problem = ImportReport['problems'][number];
type Why = Extract<TrustSentenceKey, `import.${string}`>;

export interface Problems {
  /** @param line counted from 1; 0 for the file as a whole */
  readonly add: (
    file: string,
    line: number,
    text: string,
    why: Why,
    values?: Readonly<Record<string, string | number>>,
  ) => void;
  readonly count: () => number;
  readonly list: () => readonly Problem[];
}

const mostKept = 1000;
const longestText = 160;

export function createProblems(): Problems {
  const kept: Problem[] = [];
  let count = 0;
  return {
    add: (file, line, text, why, values = {}) => {
      count += 1;
      if (kept.length >= mostKept) return;
      const short = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shortened(value)]));
      kept.push({
        file: printable(file.slice(-longestText), longestText),
        line,
        text: printable(text.slice(0, 2 * longestText), longestText),
        why: sayTrust(why, short),
      });
    },
    count: () => count,
    list: () => kept,
  };
}

/** What an untrusted value contributes to a sentence. */
const shortened = (value: string | number): string | number =>
  typeof value === 'number' ? value : printable(value.slice(0, 200), 60);
