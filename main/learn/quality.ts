/** How good the decisions of the last 30 days were, by what was said and done about them. Defined in docs/learning.md. Pure. */
import type { Quality } from '../../contract/learning.ts';
import type { Action, Category } from '../../contract/words.ts';
import { isProtected } from '../policy/protected.ts';
import type { SignalKind } from './sample.ts';
import { rateOf } from './wilson.ts';

/** What of a decision counts here. */
export interface Judged {
  readonly at: number;
  readonly appId: string;
  readonly category: Category;
  readonly action: Action;
  /** It took effect for some time, whatever became of it. */
  readonly applied: boolean;
  /** It was given back because the waiting program waited longer. */
  readonly reverted: boolean;
  /** A person did it by hand. */
  readonly manual: boolean;
  readonly verdict: 'up' | 'down' | null;
  readonly signals: readonly SignalKind[];
}

export const qualityDays = 30;
/** Two treatments of one app that begin closer than this are one too many. */
const flapMs = 5 * 60_000;

const againstIt: ReadonlySet<SignalKind> = new Set(['undo', 'renice', 'rejected']);

type Said = 'right' | 'wrong' | null;

/** A thumb goes before a deed, a deed before what was measured. */
function saidOf({ verdict, signals, reverted }: Judged): Said {
  if (verdict !== null) return verdict === 'up' ? 'right' : 'wrong';
  if (signals.some((kind) => againstIt.has(kind))) return 'wrong';
  if (signals.includes('approved')) return 'right';
  return reverted ? 'wrong' : null;
}

/** @param decisions in any order */
export function livedQuality(decisions: readonly Judged[]): Pick<Quality, 'lived' | 'stability'> {
  const ours = decisions.filter(({ manual }) => !manual);
  const said = ours.map(saidOf).filter((one) => one !== null);
  const left = ours.filter(({ action }) => action === 'none');
  const heldByHand = decisions.filter(({ manual, applied, action }) => manual && applied && isHeld(action));
  const overlooked = left.filter((one) => saidOf(one) === 'wrong').length + heldByHand.length;
  const thumbs = decisions.filter(({ verdict }) => verdict !== null);
  const { hits, of } = wronglyHit(decisions);
  return {
    lived: {
      correct: rateOf(said.filter((one) => one === 'right').length, said.length),
      wronglyHit: rateOf(hits, of),
      missed: rateOf(overlooked, left.length + heldByHand.length),
      satisfaction: rateOf(thumbs.filter(({ verdict }) => verdict === 'up').length, thumbs.length),
    },
    stability: stabilityOf(decisions).value,
  };
}

const isHeld = (action: Action): boolean => action !== 'none' && action !== 'favour';

/** Of what was treated by itself: what should have been left alone, because somebody said so or because of what it is. */
export function wronglyHit(decisions: readonly Judged[]): { readonly hits: number; readonly of: number } {
  const treated = decisions.filter(({ manual, applied, action }) => !manual && applied && isHeld(action));
  const hits = treated.filter((one) => saidOf(one) === 'wrong' || isProtected(one.category));
  return { hits: hits.length, of: treated.length };
}

/** Share of treatments that were neither undone nor reverted, nor came back at once; null where nothing was treated. */
export function stabilityOf(decisions: readonly Judged[]): { readonly value: number | null; readonly of: number } {
  const treated = decisions
    .filter(({ manual, applied }) => !manual && applied)
    .toSorted((one, other) => one.at - other.at);
  if (treated.length === 0) return { value: null, of: 0 };
  const before = new Map<string, number>();
  const unstable = treated.filter(({ at, appId, reverted, signals }) => {
    const since = at - (before.get(appId) ?? -Infinity);
    before.set(appId, at);
    return reverted || signals.includes('undo') || since < flapMs;
  });
  return { value: 1 - unstable.length / treated.length, of: treated.length };
}
