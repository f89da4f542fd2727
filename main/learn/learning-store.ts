/** Ports of the store behind what is learned. */
import type { Memory } from './memory.ts';
import type { Sample, SignalKind } from './sample.ts';
import type { Standing, Version } from './version.ts';

/** What changes together: all of it is on disk, or none. */
export interface LearningChange {
  readonly add?: readonly Sample[];
  /** Sequences. */
  readonly remove?: readonly number[];
  readonly version?: Version;
  /** Numbers of versions. */
  readonly drop?: readonly number[];
  readonly standing?: Standing;
}

export interface LearningStore {
  readonly remember: (decisionId: string, at: number, memory: Memory) => void;
  readonly recall: (decisionId: string) => Memory | null;
  /** Keeps what a person did about a decision, once of a kind. */
  readonly noteSignal: (decisionId: string, kind: SignalKind) => void;
  /** In their order; rows that cannot be read are left out. */
  readonly samples: () => readonly Sample[];
  readonly versions: () => readonly Version[];
  readonly standing: () => Standing | null;
  readonly keep: (change: LearningChange) => void;
}
