/** The part of the object graph that learns: the model, policies and their lives, strategy, quality, the recording. */
import { join } from 'node:path';
import type { Settings } from '../contract/engine.ts';
import type { Clock } from './clock.ts';
import type { TierDecides } from './decide/tier.ts';
import { tiersInOrder } from './decide/tiers/learned-order.ts';
import { policyTier } from './decide/tiers/policies.ts';
import { verdictTier } from './decide/tiers/verdicts.ts';
import type { Experience } from './engine/experience.ts';
import { createExperience } from './engine/experience.ts';
import type { Learner } from './learn/learner.ts';
import { createLearner } from './learn/learner.ts';
import type { PersonRules } from './learn/person-rules.ts';
import { priorFrom } from './learn/prior.ts';
import type { QualityMeter } from './learn/quality-meter.ts';
import { createQualityMeter } from './learn/quality-meter.ts';
import type { Recording } from './learn/replay/recorded.ts';
import type { Recorder } from './learn/replay/recorder.ts';
import { createRecorder } from './learn/replay/recorder.ts';
import type { StrategyKeeper } from './learn/strategy-keeper.ts';
import { createStrategyKeeper } from './learn/strategy-keeper.ts';
import type { Advisor } from './llm/ports.ts';
import type { Identity } from './llm/redact.ts';
import { redact } from './llm/redact.ts';
import { feedbackCountsFrom } from './policy/agents/feedback-counts.ts';
import type { Sight } from './policy/agents/observe.ts';
import { builtInPolicies } from './policy/built-in.ts';
import type { PolicyDesk } from './policy/desk.ts';
import { createPolicyDesk } from './policy/desk.ts';
import { createPolicyRepository } from './policy/repository.ts';
import type { Store } from './store/store.ts';

export interface LearningParts {
  readonly dataDirectory: string;
  readonly store: Store;
  readonly settings: () => Settings;
  readonly rules: PersonRules;
  readonly advisor: Pick<Advisor, 'consult'>;
  /** The machine as the engine sees it now. */
  readonly see: () => Sight;
  /** Whose names are masked: in what leaves the machine unless the person allows it, in a recording always. */
  readonly identity: Identity;
  /** A person should know. */
  readonly say: (code: string, text: string) => void;
  readonly clock: Clock;
  readonly newId: () => string;
}

export interface Learning {
  /** In the order in which they are asked. */
  readonly tiers: readonly TierDecides[];
  readonly experience: Experience;
  readonly learner: Learner;
  readonly policies: PolicyDesk;
  readonly strategy: StrategyKeeper;
  readonly quality: QualityMeter;
  readonly recorder: Recorder;
  /** Runs something that tries policies on the recorded sessions, with the latest of them at hand. */
  readonly onRecording: <T>(body: () => T | Promise<T>) => Promise<T>;
  /** Every minute: follows with the strategy; now and then judges policies and takes the steps that need no click. */
  readonly tend: () => Promise<void>;
  /** Writes what is kept in memory. */
  readonly dispose: () => Promise<void>;
}

const nothing: Recording = { cases: [], words: [] };
/** Enough to tell who would be hit, few enough to be gone through in a moment. */
const mostCases = 5_000;
/** Going through a recording takes a tenth of a second. */
const tendEveryMs = 10 * 60_000;
/** Over which decision time is averaged, ms. */
const lately = 3_600_000;

export function assembleLearning(parts: LearningParts): Learning {
  const { store, settings, rules, clock, identity, say } = parts;
  const { now } = clock;
  let recording = nothing;
  /** A proposal waits for a model; what else is tried meanwhile must not take the recording away from it. */
  let readers = 0;
  let tendedAt = clock.monotonic();

  const desk = createPolicyDesk({
    shipped: builtInPolicies,
    policies: store.policies,
    trials: store.trials,
    recording: () => recording,
    rules: rules.list,
    see: parts.see,
    feedback: () => feedbackCountsFrom(store.decisions.list({ limit: 500 })),
    ask: parts.advisor.consult,
    redact: (text) => redact(text, identity, settings()['privacy.redact']),
    say: (text) => say('policy', text),
    now,
    newId: parts.newId,
  });
  const shipped = createPolicyRepository(builtInPolicies);
  if (!desk.ok) throw new Error(`the built-in policies are wrong: ${desk.error}`);
  if (!shipped.ok) throw new Error(`the built-in policies are wrong: ${shipped.error}`);
  const policies = desk.value;
  const shippedTier = policyTier(shipped.value);

  const learner = createLearner({
    prior: priorFrom(shippedTier),
    store: store.learning,
    rules,
    now,
    hourOf: localHour,
  });
  const hour = (): number => localHour(now());
  const strategy = createStrategyKeeper({ settings, store: store.learning.strategy, now });
  const quality = createQualityMeter({ judgedSince: store.learning.judgedSince, policies: shippedTier, now });
  const recorder = createRecorder({
    directory: join(parts.dataDirectory, 'recording'),
    clock,
    redact: (text) => redact(text, identity, true),
    verdictOf: (programKey) => store.verdicts.get(programKey, now()),
    rulesOf: rules.of,
    hour,
    enabled: () => settings()['learning.record'],
    onProblem: (text) => say('recording', text),
  });

  const onRecording: Learning['onRecording'] = async (body) => {
    readers++;
    try {
      recording = await recorder.recording({ cases: mostCases });
      return await body();
    } finally {
      if (--readers === 0) recording = nothing;
    }
  };

  return {
    tiers: tiersInOrder({
      wordsOn: rules.of,
      hour,
      policies: policyTier(policies),
      verdicts: verdictTier(store.verdicts, now),
      opinionOn: learner.opinionOn,
      isPersonsOwn: policies.isPersonsOwn,
    }),
    experience: createExperience(learner, policies),
    learner,
    policies,
    strategy,
    quality,
    recorder,
    onRecording,
    tend: async () => {
      const latency = store.metrics.query('decision.latency', now() - lately, now(), lately / 1000);
      const change = strategy.update(quality.strategyFigures(latency.at(-1)?.[1] ?? null));
      if (change) say('strategy', change.text);
      if (clock.monotonic() - tendedAt < tendEveryMs) return;
      tendedAt = clock.monotonic();
      await onRecording(policies.tend);
    },
    dispose: async () => {
      policies.flush();
      await recorder.dispose();
    },
  };
}

/** Hour of day with its fraction, where the person is. */
function localHour(at: number): number {
  const time = new Date(at);
  return time.getHours() + time.getMinutes() / 60;
}
