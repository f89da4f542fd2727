import type { Decision } from '../../contract/decision.ts';
import { startOfDay } from '../format/time.ts';

export interface Day {
  /** Local midnight, epoch ms. */
  readonly start: number;
  readonly decisions: readonly Decision[];
}

/** A timeline, newest first, cut at every local midnight. */
export function byDay(timeline: readonly Decision[]): readonly Day[] {
  return [...Map.groupBy(timeline, ({ at }) => startOfDay(at))].map(([start, decisions]) => ({ start, decisions }));
}
