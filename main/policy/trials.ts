/** What became of the decisions that policies made, and of those that others made where a policy on trial was held out. */
import type { Arm } from './arm.ts';

/** One decision counted for one policy. `all`: no trial was on, it decides for every program. */
export interface Trial {
  readonly decisionId: string;
  readonly policyId: string;
  readonly version: number;
  readonly programKey: string;
  /** What it was called. */
  readonly program: string;
  readonly arm: Arm | 'all';
  /** Epoch ms. */
  readonly at: number;
  readonly verdict: 'up' | 'down' | null;
  /** A person undid it, or its effect was worse than noise. */
  readonly undone: boolean;
}

/** Port of the store behind it. */
export interface TrialStore {
  /** Oldest first. */
  readonly list: () => readonly Trial[];
  /** Adds a trial, or replaces what is known of it. */
  readonly put: (trial: Trial) => void;
}

export interface Tally {
  /** Distinct programs. */
  readonly programs: ReadonlySet<string>;
  readonly decisions: number;
  readonly up: number;
  readonly down: number;
  readonly undone: number;
  /** Undone or with a thumbs-down. */
  readonly bad: number;
}

export interface Trials {
  readonly add: (trial: Trial) => void;
  /** Returns the policies of which something became known. */
  readonly change: (decisionId: string, to: Partial<Pick<Trial, 'verdict' | 'undone'>>) => readonly string[];
  /** Those of one policy, oldest first. */
  readonly list: (policyId: string) => readonly Trial[];
  readonly tally: (policyId: string, counts: (trial: Trial) => boolean) => Tally;
}

/** Decisions that are kept in memory of one policy, the newest. */
const most = 2_000;

export function createTrials(store: TrialStore): Trials {
  const byPolicy = new Map<string, Map<string, Trial>>();

  const keep = (trial: Trial): void => {
    const trials = byPolicy.get(trial.policyId) ?? new Map<string, Trial>();
    byPolicy.set(trial.policyId, trials);
    trials.set(trial.decisionId, trial);
    for (const oldest of trials.keys()) {
      if (trials.size <= most) break;
      trials.delete(oldest);
    }
  };

  const list = (policyId: string): readonly Trial[] => [...(byPolicy.get(policyId)?.values() ?? [])];

  const of = (decisionId: string): readonly Trial[] =>
    [...byPolicy.values()].flatMap((trials) => trials.get(decisionId) ?? []);

  for (const trial of store.list()) keep(trial);

  return {
    add: (trial) => {
      keep(trial);
      store.put(trial);
    },
    change: (decisionId, to) => {
      const changed = of(decisionId)
        .map((trial) => ({ before: trial, after: { ...trial, ...to } }))
        .filter(({ before, after }) => before.verdict !== after.verdict || before.undone !== after.undone);
      for (const { after } of changed) {
        keep(after);
        store.put(after);
      }
      return changed.map(({ after }) => after.policyId);
    },
    list,
    tally: (policyId, counts) => tallyOf(list(policyId).filter(counts)),
  };
}

function tallyOf(trials: readonly Trial[]): Tally {
  const count = (is: (trial: Trial) => boolean): number => trials.filter(is).length;
  return {
    programs: new Set(trials.map(({ programKey }) => programKey)),
    decisions: trials.length,
    up: count(({ verdict }) => verdict === 'up'),
    down: count(({ verdict }) => verdict === 'down'),
    undone: count(({ undone }) => undone),
    bad: count(({ verdict, undone }) => undone || verdict === 'down'),
  };
}
