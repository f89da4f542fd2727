/** A treatment cut down to what is bounded, works here and can be undone. Pure. */
import type { Lever } from '../../contract/words.ts';
import type { LeverSupport } from '../act/intervention.ts';
import type { Treatment } from '../decide/case.ts';

/** A lever that was left out, with its reason. `not-undoable`: it would work, but could not be given back. */
export interface DroppedLever {
  readonly lever: Lever;
  readonly kind: 'unusable' | 'not-undoable';
  readonly why: string;
}

export interface Bounded {
  readonly treatment: Treatment;
  readonly dropped: readonly DroppedLever[];
}

const clamp = (value: number | null, low: number, high: number): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.min(high, Math.max(low, value));

/** Nice -5..19, weights 1..10000, a quota of at least a twentieth of a CPU, oom_score_adj 0..1000. */
export function withinBounds(treatment: Treatment): Treatment {
  return {
    ...treatment,
    nice: clamp(treatment.nice, -5, 19),
    cpuWeight: clamp(treatment.cpuWeight, 1, 10_000),
    ioWeight: clamp(treatment.ioWeight, 1, 10_000),
    cpuMax: clamp(treatment.cpuMax, 0.05, 1024),
    oomScore: clamp(treatment.oomScore, 0, 1000),
    memoryHigh: clamp(treatment.memoryHigh ?? null, 16_000_000, Number.MAX_SAFE_INTEGER),
  };
}

/** Drops each lever that does not work here or could not be undone; ending is the one act that nobody can undo. */
export function reduceTo(support: readonly LeverSupport[], wanted: Treatment): Bounded {
  const dropped: DroppedLever[] = [];
  const usable = (lever: Lever, asked: boolean): boolean => {
    if (!asked) return false;
    const found = support.find((one) => one.lever === lever);
    if (found?.usable && (found.undoable || lever === 'signal')) return true;
    const kind = found?.usable ? 'not-undoable' : 'unusable';
    dropped.push({ lever, kind, why: found?.why ?? 'this machine has no such lever' });
    return false;
  };
  // across autogroups the value is given to the group instead: the treatment keeps its nice when either works
  const nice = wanted.nice !== null && (usable('nice', true) || usable('autogroupNice', true));
  return {
    treatment: {
      nice: nice ? wanted.nice : null,
      ioPriority: usable('ioPriority', wanted.ioPriority !== null) ? wanted.ioPriority : null,
      schedPolicy: usable('schedPolicy', wanted.schedPolicy !== null) ? wanted.schedPolicy : null,
      cpuWeight: usable('cpuWeight', wanted.cpuWeight !== null) ? wanted.cpuWeight : null,
      ioWeight: usable('ioWeight', wanted.ioWeight !== null) ? wanted.ioWeight : null,
      cpuMax: usable('cpuMax', wanted.cpuMax !== null) ? wanted.cpuMax : null,
      oomScore: usable('oomScore', wanted.oomScore !== null) ? wanted.oomScore : null,
      memoryHigh: usable('memoryHigh', (wanted.memoryHigh ?? null) !== null) ? (wanted.memoryHigh ?? null) : null,
      affinity: usable('affinity', (wanted.affinity ?? null) !== null) ? (wanted.affinity ?? null) : null,
      freeze: usable('freeze', wanted.freeze),
      signal: usable('signal', wanted.signal !== null) ? wanted.signal : null,
    },
    dropped,
  };
}

export function isEmpty(treatment: Treatment): boolean {
  return Object.values(treatment).every((value) => value === null || value === false);
}
