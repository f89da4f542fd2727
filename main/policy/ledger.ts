/**
 * What came of each policy: occasions in shadow, decisions and what people said of them, and for a policy on trial the
 * same of the programs that it was held out from.
 */
import type { Decision } from '../../contract/decision.ts';
import type { Experiment } from '../../contract/learning.ts';
import type { PolicyResults } from '../../contract/policies.ts';
import { rateOf } from '../learn/wilson.ts';
import type { Arm } from './arm.ts';
import { treatedShare } from './arm.ts';
import type { PolicyLibrary } from './library.ts';
import { createOccasions } from './occasions.ts';
import type { PolicyRecord } from './record.ts';
import { currentOf } from './record.ts';
import type { TrialWatcher } from './repository.ts';
import type { Tally, Trial, TrialStore } from './trials.ts';
import { createTrials } from './trials.ts';

export interface LedgerParts {
  readonly library: Pick<PolicyLibrary, 'get' | 'saw'>;
  readonly trials: TrialStore;
  readonly shipped: readonly string[];
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Ledger {
  readonly watcher: TrialWatcher;
  readonly decided: (decision: Decision) => void;
  /** Both return the policies of which something became known. */
  readonly said: (decisionId: string, verdict: 'up' | 'down' | null) => readonly string[];
  readonly undone: (decisionId: string) => readonly string[];
  readonly resultsOf: (policyId: string, record: PolicyRecord | null) => PolicyResults;
  /** Its own decisions since its last step: what it is judged by. */
  readonly sinceStep: (record: PolicyRecord) => Tally;
  /** Names of programs with a bad decision since its last step. */
  readonly harmed: (record: PolicyRecord) => readonly string[];
  readonly experimentOf: (record: PolicyRecord) => Experiment;
}

/** Longest time between a case that a policy was held out from and the decision on it, ms. */
const longestDelay = 60_000;

/** Programs that are remembered, far more than a desktop has. */
const mostPrograms = 10_000;

/** A decision that came to nothing says nothing about a policy. */
const cameToNothing: ReadonlySet<Decision['status']> = new Set(['refused', 'failed', 'expired']);

export function createLedger({ library, trials: store, shipped, now }: LedgerParts): Ledger {
  const trials = createTrials(store);
  const occasions = createOccasions(now);
  /** By program, the policies that would have decided for it and when. */
  const heldOut = new Map<string, Map<string, number>>();
  const seen = new Map<string, { readonly since: number; readonly arms: Record<Arm, Set<string>> }>();

  /** Programs that a policy held for since it is on trial. */
  const seenBy = (policyId: string): Record<Arm, Set<string>> => {
    const since = library.get(policyId)?.changedAt ?? 0;
    const known = seen.get(policyId);
    if (known?.since === since) return known.arms;
    const arms = { treated: new Set<string>(), control: new Set<string>() };
    seen.set(policyId, { since, arms });
    return arms;
  };

  const armNow = (decision: Decision): Trial['arm'] | null => {
    if (decision.tier !== 'policy') return null;
    if (shipped.includes(decision.decider)) return 'all';
    const state = library.get(decision.decider)?.life.state;
    return state === 'canary' ? 'treated' : state === 'active' ? 'all' : null;
  };

  const add = (policyId: string, arm: Trial['arm'], { id, programKey, app, at }: Decision): void =>
    trials.add({
      decisionId: id,
      policyId,
      version: library.get(policyId)?.life.version ?? 0,
      programKey,
      program: app.name,
      arm,
      at,
      verdict: null,
      undone: false,
    });

  const isOwn = ({ life, changedAt }: PolicyRecord) => {
    return ({ version, at, arm }: Trial): boolean => version === life.version && at >= changedAt && arm !== 'control';
  };

  return {
    watcher: {
      shadow: (policyId, programKey, first) => {
        if (occasions.isNew(policyId, programKey)) library.saw(policyId, first);
      },
      trial: (policyId, programKey, arm) => {
        const programs = seenBy(policyId)[arm];
        if (programs.size < mostPrograms) programs.add(programKey);
        if (arm === 'treated') return;
        if (heldOut.size >= mostPrograms) heldOut.clear();
        const policies = heldOut.get(programKey) ?? new Map<string, number>();
        heldOut.set(programKey, policies.set(policyId, now()));
      },
    },

    decided: (decision) => {
      if (cameToNothing.has(decision.status)) return;
      const arm = armNow(decision);
      if (arm !== null) add(decision.decider, arm, decision);
      for (const [policyId, at] of heldOut.get(decision.programKey) ?? []) {
        const isOn = library.get(policyId)?.life.state === 'canary';
        if (isOn && now() - at <= longestDelay) add(policyId, 'control', decision);
      }
      heldOut.delete(decision.programKey);
    },

    said: (decisionId, verdict) => trials.change(decisionId, { verdict }),
    undone: (decisionId) => trials.change(decisionId, { undone: true }),

    resultsOf: (policyId, record) => {
      const { matched, would } = record?.shadow ?? { matched: 0, would: 0 };
      const version = record?.life.version ?? 0;
      const { decisions, up, down, undone } = trials.tally(
        policyId,
        (trial) => trial.version === version && trial.arm !== 'control',
      );
      return { matched, wouldTreat: would, treated: decisions, up, down, undone };
    },

    sinceStep: (record) => trials.tally(record.id, isOwn(record)),

    harmed: (record) => {
      const own = isOwn(record);
      const bad = trials.list(record.id).filter((trial) => own(trial) && (trial.undone || trial.verdict === 'down'));
      return [...new Set(bad.map(({ program }) => program))];
    },

    experimentOf: (record) => {
      const armOf = (arm: Arm): Experiment['treated'] => {
        const since = (trial: Trial): boolean =>
          trial.arm === arm && trial.version === record.life.version && trial.at >= record.changedAt;
        const { programs, decisions, up, down, undone } = trials.tally(record.id, since);
        return {
          apps: new Set([...programs, ...seenBy(record.id)[arm]]).size,
          decisions,
          satisfaction: rateOf(up, up + down),
          undone: rateOf(undone, decisions),
        };
      };
      return {
        policyId: record.id,
        description: currentOf(record)?.description ?? '',
        since: record.changedAt,
        share: treatedShare,
        treated: armOf('treated'),
        control: armOf('control'),
      };
    },
  };
}
