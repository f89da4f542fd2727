/** When to check: at the strategy's interval, or at once on a pressure spike or a change of focus, power or knowledge. */
import type { Strategy } from '../../contract/words.ts';
import { cpuPressure } from '../policy/facts.ts';
import { checkIntervalOf, limitsOf } from '../policy/limits.ts';
import type { Snapshot } from '../sampler/snapshot.ts';

/** ms between two checks that were not due: a nervous machine must not make the engine nervous. */
const calmestMs = 2_000;

export interface Trigger {
  /** The next sample is followed by a check. */
  readonly pull: () => void;
  /** True once per check that is due. */
  readonly isDue: (snapshot: Snapshot, strategy: Strategy) => boolean;
}

export function createTrigger(): Trigger {
  let pulled = false;
  let checkedAt = -Infinity;
  let pressed = false;
  return {
    pull: () => {
      pulled = true;
    },
    isDue: (snapshot, strategy) => {
      const nowPressed = cpuPressure(snapshot.system) > 2 * limitsOf(strategy).pressure;
      const spike = nowPressed && !pressed;
      pressed = nowPressed;
      if (spike) pulled = true;
      const since = snapshot.at - checkedAt;
      const due = since >= checkIntervalOf(strategy) * 1000 - 50 || (pulled && since >= calmestMs);
      if (due) {
        checkedAt = snapshot.at;
        pulled = false;
      }
      return due;
    },
  };
}
