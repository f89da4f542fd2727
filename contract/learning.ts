/** What was learned from a person, how good the decisions were, and which strategy follows from it. */
import { z } from 'zod';
import { sentence } from './decision.ts';
import { action, category, strategy } from './words.ts';

/** A share of cases with its 95 % interval (Wilson). Null values where nothing was counted yet. */
export const rate = z.object({
  value: z.number().min(0).max(1).nullable(),
  low: z.number().min(0).max(1).nullable(),
  high: z.number().min(0).max(1).nullable(),
  of: z.number().int().describe('cases counted'),
});
export type Rate = Readonly<z.infer<typeof rate>>;

/** One thing that holds because of what a person said or did; `learning.forget` takes it back. */
export const lesson = z.object({
  id: z.string(),
  /** `never-touch`, `always`: the person's own word. `app`, `category`: what the model concluded from thumbs. */
  kind: z.enum(['never-touch', 'always', 'app', 'category']),
  programKey: z.string().nullable(),
  /** What the person saw it called; the category's word for a category. */
  name: z.string(),
  category: category.nullable(),
  action,
  /** What it means, said by key. `text` is the English form. */
  sentence,
  text: z.string(),
  /** Thumbs and signals it rests on. */
  samples: z.number().int(),
  at: z.number().describe('epoch ms of the last of them'),
});
export type Lesson = Readonly<z.infer<typeof lesson>>;

export const strategyChange = z.object({ at: z.number(), from: strategy, to: strategy, sentence, text: z.string() });
export type StrategyChange = Readonly<z.infer<typeof strategyChange>>;

export const strategyState = z.object({
  current: strategy,
  /** A person chose it, and it stays. */
  pinned: z.boolean(),
  /** The context that chose it for now. */
  context: z.enum(['battery', 'game', 'presentation']).nullable(),
  since: z.number(),
  /** Newest first, bounded. */
  changes: z.array(strategyChange),
  /** What it follows, as last computed. ms, ratio, ratio. */
  figures: z.object({
    decisionMs: z.number().nullable(),
    wronglyHit: z.number().nullable(),
    stability: z.number().nullable(),
  }),
});
export type StrategyState = Readonly<z.infer<typeof strategyState>>;

/** Defined in docs/learning.md. */
export const quality = z.object({
  /** On the labelled set that ships: programs whose purpose is known. */
  labelled: z.object({ correct: rate, wronglyHit: rate, missed: rate }),
  /** From decisions of the last 30 days and what the person said to them. */
  lived: z.object({ correct: rate, wronglyHit: rate, missed: rate, satisfaction: rate }),
  /** 1 = nothing was undone, reverted or flapped; ratio 0-1. */
  stability: z.number().nullable(),
});
export type Quality = Readonly<z.infer<typeof quality>>;

export const modelVersion = z.object({
  version: z.number().int(),
  at: z.number(),
  /** Thumbs and signals it has learned from. */
  samples: z.number().int(),
  /** Mean log loss of its predictions before each sample was learned; null before there were any. */
  loss: z.number().nullable(),
  active: z.boolean(),
});
export type ModelVersion = Readonly<z.infer<typeof modelVersion>>;

export const learnedModel = z.object({
  /** `collecting`: too few samples to be sure of anything. `drifting`: its predictions became worse, so it stays silent. */
  state: z.enum(['collecting', 'ready', 'drifting']),
  version: z.number().int(),
  samples: z.number().int(),
  /** Samples that wait for a whole mini-batch. */
  pending: z.number().int(),
  /** Expected calibration error, ratio 0-1; null before there are enough predictions. */
  calibrationError: z.number().nullable(),
  /** Newest first, bounded. */
  versions: z.array(modelVersion),
});
export type LearnedModel = Readonly<z.infer<typeof learnedModel>>;

const arm = z.object({ apps: z.number().int(), decisions: z.number().int(), satisfaction: rate, undone: rate });

/** A policy on trial: half of the apps get it, chosen by a stable hash of the app. */
export const experiment = z.object({
  policyId: z.string(),
  description: z.string(),
  since: z.number(),
  /** Share of apps that get the policy, ratio 0-1. */
  share: z.number(),
  treated: arm,
  control: arm,
});
export type Experiment = Readonly<z.infer<typeof experiment>>;

export const learningSummary = z.object({
  thumbsUp: z.number(),
  thumbsDown: z.number(),
  undone: z.number(),
  reverted: z.number(),
  /** Names of programs that are never touched. */
  neverTouch: z.array(z.string()),
  /** Newest first. */
  lessons: z.array(lesson),
  strategy: strategyState,
  quality,
  model: learnedModel,
  experiments: z.array(experiment),
});
export type LearningSummary = Readonly<z.infer<typeof learningSummary>>;
