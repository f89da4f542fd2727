/** What a check inside the test machine is made of. */

/** How it runs there; the words are those of the script `as`. */
type RunAs = 'root' | 'alice' | 'bob' | 'alice-noseat' | 'alice-user';

/** One check: a sentence, whether it holds, and what was seen. */
export type Check = (sentence: string, holds: boolean, seen?: unknown) => void;

export interface Scenario {
  readonly as: RunAs;
  /** Shell commands that root runs before and after it, in the folder of the job. */
  readonly around?: readonly [before: string, after: string];
  /** Runs in the guest, in the folder of the job. What it throws counts as a failed check. */
  readonly run: (check: Check) => Promise<void>;
}
