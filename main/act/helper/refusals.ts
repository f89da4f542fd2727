/** What polkit or the helper refused a moment ago, so that the same is not asked again at every check. */
import type { Lever } from '../../../contract/words.ts';
import type { Clock } from '../../clock.ts';
import type { VerbFailure } from './failure.ts';
import type { OrderTarget } from './orders.ts';

/** A rule may have been changed meanwhile, though polkit says so when its own files were. */
const REMEMBERED_MS = 10 * 60_000;

/** Targets are processes: what has ended stays until it is this many ago. */
const MOST = 2_000;

/** Kinds of failure that stay true for a while. */
type Kept = Extract<VerbFailure['kind'], 'challenge' | 'dismissed' | 'forbidden' | 'protected'>;

interface Refusal {
  readonly kind: Kept;
  readonly reason: string;
  readonly until: number;
}

export interface Refusals {
  readonly note: (lever: Lever, target: OrderTarget, failure: VerbFailure) => void;
  /** Why this lever need not be tried on any of these; null when it may. A click may try again what needs a password. */
  readonly find: (lever: Lever, targets: readonly OrderTarget[], interactive: boolean) => string | null;
  readonly clear: () => void;
}

export function createRefusals(clock: Pick<Clock, 'monotonic'>): Refusals {
  const known = new Map<string, Refusal>();
  return {
    note: (lever, target, { kind, reason }) => {
      if (kind !== 'challenge' && kind !== 'dismissed' && kind !== 'forbidden' && kind !== 'protected') return;
      const name = nameOf(lever, target);
      known.delete(name);
      known.set(name, { kind, reason, until: clock.monotonic() + REMEMBERED_MS });
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
    find: (lever, targets, interactive) => {
      const now = clock.monotonic();
      for (const target of targets) {
        const found = known.get(nameOf(lever, target));
        if (found === undefined || found.until <= now) continue;
        if (interactive && (found.kind === 'challenge' || found.kind === 'dismissed')) continue;
        return found.reason;
      }
      return null;
    },
    clear: () => known.clear(),
  };
}

/** polkit tells ending, freezing and adjusting apart, and nothing finer. */
function nameOf(lever: Lever, target: OrderTarget): string {
  if (target.kind === 'unit') return `unit ${target.unit}`;
  const risk = lever === 'signal' || lever === 'freeze' ? lever : 'adjust';
  return `${risk} ${target.pid}:${target.startTime}`;
}
