/**
 * Learns from a person: keeps what each decision saw, takes thumbs and deeds in, decides with what is known by now, and
 * can go back. What decides is the active version together with the samples that still wait for a whole mini-batch.
 */
import type { Decision, FeedbackReason } from '../../contract/decision.ts';
import type { LearnedModel, Lesson } from '../../contract/learning.ts';
import type { Case, Proposal } from '../decide/case.ts';
import type { OpinionOn } from '../decide/tiers/learned.ts';
import { opinionOf } from './conclusion.ts';
import { featuresOfCase } from './features.ts';
import { mayCount } from './influence.ts';
import type { LearningStore } from './learning-store.ts';
import { lessonOfRule, lessonsOfModel, readLessonId } from './lessons.ts';
import type { Memory } from './memory.ts';
import { memoryFromDecision, memoryOf } from './memory.ts';
import { predict, probabilityOf } from './model.ts';
import type { PersonRules } from './person-rules.ts';
import { calibrationError, isDrifting } from './predictions.ts';
import type { Prior } from './prior.ts';
import type { Sample, SignalKind } from './sample.ts';
import { signalMeaning, thumbMeaning } from './sample.ts';
import type { Track } from './track.ts';
import { openTrack } from './track.ts';
import { describeVersion, firstVersion } from './version.ts';

export interface LearnerParts {
  readonly prior: Prior;
  readonly store: LearningStore;
  readonly rules: Pick<PersonRules, 'list' | 'forget'>;
  /** Epoch ms. */
  readonly now: () => number;
  /** Local hour of day with its fraction at an epoch ms. */
  readonly hourOf: (at: number) => number;
}

export interface Learner {
  /** Keeps what a decision saw, for a thumb that may come days later. */
  readonly seen: (decisionId: string, subject: Case, proposal: Proposal) => void;
  readonly memoryOf: (decisionId: string) => Memory | null;
  /** A later thumb on the same decision replaces the earlier one. */
  readonly feedback: (decision: Decision, verdict: 'up' | 'down', reason: FeedbackReason | null) => void;
  /** What a person did about a decision; a thumb on it counts instead. */
  readonly signal: (decision: Decision, kind: SignalKind) => void;
  /** Removes what was said of a decision, and all that was learned from it. */
  readonly takeBack: (decisionId: string) => void;
  readonly opinionOn: OpinionOn;
  /** Newest first. */
  readonly lessons: () => readonly Lesson[];
  /** False when there is no such lesson. */
  readonly forget: (lessonId: string) => boolean;
  /** Makes an older version decide, exactly as it did; what was learned since is set aside. False when it is not kept. */
  readonly rollBack: (version: number) => boolean;
  readonly model: () => LearnedModel;
}

/** Samples below which the model is sure of nothing. */
const fewestSamples = 8;

export function createLearner({ prior, store, rules, now, hourOf }: LearnerParts): Learner {
  const track: Track = openTrack(store, prior, now);

  const state = (): LearnedModel['state'] => {
    const learned = track.samples();
    if (learned.length < fewestSamples) return 'collecting';
    return isDrifting(learned) ? 'drifting' : 'ready';
  };
  // asked for every busy program at every check
  let standing = state();
  const changed = (): void => {
    standing = state();
  };

  const ofDecision = (decisionId: string): readonly Sample[] =>
    track.all().filter((one) => one.decisionId === decisionId);

  const learn = (decision: Decision, what: Pick<Sample, 'kind' | 'reason' | 'label' | 'weight'>): void => {
    const memory = store.recall(decision.id) ?? memoryFromDecision(decision);
    const before = ofDecision(decision.id);
    const { programKey, name, category, action, features } = memory;
    const at = now();
    const others = track.samples().filter((one) => !before.includes(one));
    track.remove(before.map(({ sequence }) => sequence));
    changed();
    if (!memory.teaches || !mayCount({ programKey, category, at }, others)) return;
    const predicted = probabilityOf(predict(track.model(), prior, features, category, programKey));
    track.add({ decisionId: decision.id, ...what, programKey, name, category, action, features, predicted, at });
    changed();
  };

  return {
    seen: (decisionId, subject, proposal) => {
      const at = now();
      store.remember(decisionId, at, memoryOf(subject, proposal, hourOf(at)));
    },
    memoryOf: (decisionId) => store.recall(decisionId),

    feedback: (decision, verdict, reason) => {
      const { label, weight } = thumbMeaning(verdict, reason);
      // to be content that a program was left alone is not to want it held back
      const left = decision.action === 'none';
      const asked = left ? (label === 1 ? 0 : 1) : label;
      learn(decision, { kind: 'thumb', reason: left ? null : reason, label: asked, weight });
    },

    signal: (decision, kind) => {
      store.noteSignal(decision.id, kind);
      const meaning = signalMeaning[kind];
      const heavier = ofDecision(decision.id).some(
        ({ kind: of, weight }) => of === 'thumb' || weight >= meaning.weight,
      );
      if (heavier) return;
      learn(decision, { kind, reason: null, ...meaning });
    },

    takeBack: (decisionId) => {
      track.remove(ofDecision(decisionId).map(({ sequence }) => sequence));
      changed();
    },

    opinionOn: (subject, strength) => {
      if (standing !== 'ready') return null;
      const { category, program } = subject.app;
      const features = featuresOfCase(subject, hourOf(now()), strength);
      return opinionOf(track.model(), prior, { category, programKey: program.key }, features, track.active().version);
    },

    lessons: () => {
      const learned = { model: track.model(), prior, version: track.active().version, samples: track.samples() };
      const concluded = standing === 'ready' ? lessonsOfModel(learned) : [];
      return [...rules.list().map(lessonOfRule), ...concluded].sort((one, other) => other.at - one.at);
    },

    forget: (id) => {
      const about = readLessonId(id);
      if (about === null) return false;
      if (about.kind === 'rule') return rules.forget(about.key);
      const isAbout = (one: Sample): boolean =>
        about.kind === 'app' ? one.programKey === about.programKey : one.category === about.category;
      const sequences = track
        .samples()
        .filter(isAbout)
        .map(({ sequence }) => sequence);
      track.remove(sequences);
      changed();
      return sequences.length > 0;
    },

    rollBack: (number) => {
      const done = track.rollBack(number);
      changed();
      return done;
    },

    model: () => {
      const active = track.active().version;
      const learned = track.samples();
      return {
        state: standing,
        version: active,
        samples: learned.length,
        pending: track.pending().length,
        calibrationError: calibrationError(learned),
        versions: [...track.versions(), firstVersion].map((one) => describeVersion(one, active)),
      };
    },
  };
}
