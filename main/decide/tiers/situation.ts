/** When a person said that it was the wrong time, and whether things are like that again. Pure. */
import type { Context } from '../../workload/app.ts';
import { isPresenting } from '../../workload/context/presentation.ts';

export interface Situation {
  readonly battery: boolean;
  readonly game: boolean;
  readonly presenting: boolean;
  /** Local hour of day with its fraction, 0 to 24. */
  readonly hour: number;
}

/** Hours on either side within which it is the same time of day. */
const alikeHours = 3;

export function situationOf(context: Context, hour: number): Situation {
  return {
    battery: context.power === 'battery',
    game: context.games.length > 0,
    presenting: isPresenting(context),
    hour,
  };
}

export function areAlike(one: Situation, other: Situation): boolean {
  const apart = Math.abs(one.hour - other.hour) % 24;
  return (
    one.battery === other.battery &&
    one.game === other.game &&
    one.presenting === other.presenting &&
    Math.min(apart, 24 - apart) <= alikeHours
  );
}
