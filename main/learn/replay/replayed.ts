/** What a replay tells: decisions as they would have been taken, and treatments as they would have ended. */
import type { Action } from '../../../contract/words.ts';
import type { RecordedApp } from './recorded.ts';

/** Why a treatment ended: another one took its place, or the app came to the front, was not in the way any more, … */
export type Ending = 'another' | 'foreground' | 'calm' | 'ended' | 'undone' | 'stopped';

export type ReplayedEvent =
  | (RecordedApp & {
      readonly kind: 'decided';
      /** Epoch ms, as recorded. */
      readonly at: number;
      readonly action: Action;
      readonly decider: string;
      /** `immune` and `tuner`: the guard would have refused. `asked`: a person would have been. */
      readonly outcome: 'treated' | 'said' | 'asked' | 'immune' | 'tuner';
    })
  | (RecordedApp & {
      readonly kind: 'given-back';
      readonly at: number;
      readonly action: Action;
      readonly why: Ending;
      /** For how long it had been treated. */
      readonly seconds: number;
    });

export interface ReplayedCheck {
  readonly at: number;
  readonly events: readonly ReplayedEvent[];
}
