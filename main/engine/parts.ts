/** What the engine is made of: narrow ports, put together in headless.ts and main.ts. */
import type { Settings, SettingsChange } from '../../contract/engine.ts';
import type { Actor } from '../act/intervention.ts';
import type { Clock } from '../clock.ts';
import type { TierDecides } from '../decide/tier.ts';
import type { KnownVerdicts } from '../decide/tiers/verdicts.ts';
import type { Debounce } from '../guard/debounce.ts';
import type { Guard } from '../guard/guard.ts';
import type { Locks } from '../guard/locks.ts';
import type { ManualChanges } from '../guard/manual-changes.ts';
import type { Learner } from '../learn/learner.ts';
import type { PersonRules } from '../learn/person-rules.ts';
import type { Recorder } from '../learn/replay/recorder.ts';
import type { StrategyKeeper } from '../learn/strategy-keeper.ts';
import type { ThumbStore } from '../learn/thumbs.ts';
import type { Advisor } from '../llm/ports.ts';
import type { Approvals } from '../record/approvals.ts';
import type { DecisionLog } from '../record/decision-log.ts';
import type { InForceSet } from '../record/in-force.ts';
import type { Sampler } from '../sampler/snapshot.ts';
import type { Metrics } from '../watch/metrics.ts';
import type { Notices } from '../watch/notices.ts';
import type { OwnCostMeter } from '../watch/own-cost.ts';
import type { ContextSource, Workload } from '../workload/app.ts';
import type { Experience } from './experience.ts';

/** Settings as the engine needs them; reading is cheap, so nothing is kept. */
export interface EngineSettings {
  readonly get: () => Settings;
  readonly set: (change: SettingsChange) => Promise<unknown>;
}

/** A pause outlives a restart: who paused until tomorrow meant it. */
export interface PauseMemory {
  /** Epoch ms; null when there is no pause, or it is over. */
  readonly until: () => number | null;
  readonly set: (until: number | null) => void;
}

/** How long a model call took, for the latency of the decisions it led to. */
export interface ExchangeDurations {
  /** ms; null when the exchange is not kept any more. */
  readonly durationOf: (exchangeId: string) => number | null;
}

/** What a decision saw, for what a thumb says about it. */
export type Memories = Pick<Learner, 'memoryOf'>;

export interface EngineParts {
  readonly clock: Clock;
  readonly sampler: Sampler;
  readonly workload: Workload;
  readonly senses: ContextSource;
  readonly tiers: readonly TierDecides[];
  readonly guard: Guard;
  readonly locks: Locks;
  readonly debounce: Debounce;
  readonly manualChanges: ManualChanges;
  readonly actor: Actor;
  readonly advisor: Advisor;
  readonly verdicts: KnownVerdicts;
  readonly rules: PersonRules;
  readonly thumbs: ThumbStore;
  readonly experience: Experience;
  readonly memories: Memories;
  readonly strategy: Pick<StrategyKeeper, 'current'>;
  readonly recorder: Pick<Recorder, 'check'>;
  readonly decisions: DecisionLog;
  readonly approvals: Approvals;
  readonly inForce: InForceSet;
  readonly metrics: Metrics;
  readonly ownCost: OwnCostMeter;
  readonly notices: Notices;
  readonly settings: EngineSettings;
  readonly pause: PauseMemory;
  readonly exchanges: ExchangeDurations;
  readonly newId: () => string;
}
