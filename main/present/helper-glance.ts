/** Whether the helper is there, for a status that is made every second: asked of the buses once in a while, never waited for. */
import type { HelperStatus } from '../../contract/helper.ts';

/** ms */
const lookAgainAfter = 30_000;

export type HelperGlance = Pick<HelperStatus, 'installed' | 'reason'>;

/** @param monotonic ms */
export function createHelperGlance(
  ask: () => Promise<HelperGlance>,
  monotonic: () => number,
): { readonly now: () => HelperGlance; readonly lookAgain: () => void } {
  let seen: HelperGlance = { installed: false, reason: 'The helper has not been looked for yet.' };
  let due = -Infinity;
  return {
    now: () => {
      if (monotonic() >= due) {
        due = monotonic() + lookAgainAfter;
        void ask().then(({ installed, reason }) => {
          seen = { installed, reason };
        });
      }
      return seen;
    },
    lookAgain: () => {
      due = -Infinity;
    },
  };
}
