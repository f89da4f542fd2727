/** What a recorded session is made of: everything that deciding needs, and nothing that names the person. */
import type { Action, Category, DecisionStatus, Strategy, Tier } from '../../../contract/words.ts';
import type { Case, Verdict } from '../../decide/case.ts';
import type { PersonWord } from '../../decide/tiers/person.ts';
import type { SystemReading } from '../../sampler/snapshot.ts';
import type { Context } from '../../workload/app.ts';

/** One app at one check. `subject` is whole, so that every tier can be asked about it again. */
export interface RecordedCase {
  /** Epoch ms. */
  readonly at: number;
  readonly subject: Case;
}

/** What a person said of a program during the session. */
export interface RecordedWord {
  readonly at: number;
  readonly programKey: string;
  readonly action: Action;
  readonly verdict: 'up' | 'down';
}

export interface Recording {
  /** In the order in which they were seen. */
  readonly cases: readonly RecordedCase[];
  readonly words: readonly RecordedWord[];
}

/** An app by what is kept of its name: enough to count and to show. */
export interface RecordedApp {
  /** Stands for the app while it runs; a digest, for a unit's name may hold a person's. */
  readonly appId: string;
  readonly programKey: string;
  readonly name: string;
  readonly category: Category;
}

export interface RecordedTreatment extends RecordedApp {
  readonly action: Action;
  readonly byPerson: boolean;
}

/** One check of the engine: the situation, the apps that stood out in it, and what was under treatment afterwards. */
export interface RecordedCheck {
  /** Epoch ms. */
  readonly at: number;
  /** Monotonic ms of the run; means nothing across runs. */
  readonly monotonic: number;
  /** Local hour of day with its fraction, 0 to 24; null where it was not recorded. */
  readonly hour: number | null;
  /** Which run of the engine it belongs to. */
  readonly run: string;
  readonly context: Context;
  readonly system: SystemReading;
  readonly strategy: Strategy;
  /** Who was helped; `appId` is null where that app is not one of the cases. */
  readonly waiting: { readonly appId: string | null; readonly name: string } | null;
  readonly cases: readonly RecordedCase[];
  readonly treated: readonly RecordedTreatment[];
  /** Ids of recorded apps that had ended by then. */
  readonly gone: readonly string[];
}

/** What was decided at the time, with the last that became of it. */
export interface RecordedDecision extends RecordedApp {
  readonly id: string;
  /** Epoch ms at which it was taken, and at which it got its status. */
  readonly at: number;
  readonly statusAt: number;
  readonly action: Action;
  readonly decider: string;
  readonly tier: Tier;
  readonly status: DecisionStatus;
  /** A person did it with a click. */
  readonly manual: boolean;
}

/** What was known of a program from `at` on. */
export interface RecordedVerdict {
  readonly at: number;
  readonly verdict: Verdict;
}

/** The person's rules on a program from `at` on; empty when they were taken back. */
export interface RecordedRules {
  readonly at: number;
  readonly programKey: string;
  readonly rules: readonly PersonWord[];
}

/** A recording with what a replay needs beside the cases. Everything is in the order in which it was seen. */
export interface Session extends Recording {
  readonly checks: readonly RecordedCheck[];
  readonly decisions: readonly RecordedDecision[];
  readonly verdicts: readonly RecordedVerdict[];
  readonly rules: readonly RecordedRules[];
  /** Lines and whole segments that could not be understood. */
  readonly skipped: { readonly lines: number; readonly segments: number };
  /** Older checks were left out, since there were too many. */
  readonly shortened: boolean;
}
