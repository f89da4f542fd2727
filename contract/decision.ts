/** A Decision on the wire: what was decided about an app, why, what was done and how it went. */
import { z } from 'zod';
import { action, category, decisionStatus, lever, tier } from './words.ts';

/** One measured fact a decision rests on. `threshold` is null for a fact that only gives context. */
export const evidence = z.object({
  metric: z.string(),
  value: z.union([z.number(), z.string()]),
  unit: z.string(),
  threshold: z.union([z.number(), z.string()]).nullable(),
});
export type Evidence = Readonly<z.infer<typeof evidence>>;

/** A milder or harsher action that was considered and not taken. */
export const rejectedAction = z.object({ action, why: z.string() });
export type RejectedAction = Readonly<z.infer<typeof rejectedAction>>;

/** A lever with its value before and after; `after` of a plan that was not applied is what it would have been. */
export const leverChange = z.object({
  lever,
  before: z.union([z.number(), z.string(), z.null()]),
  after: z.union([z.number(), z.string(), z.null()]),
});
export type LeverChange = Readonly<z.infer<typeof leverChange>>;

/** What the intervention did, measured about 30 s later. `verdict` compares with the noise of both readings. */
export const effect = z.object({
  measuredAt: z.number().describe('epoch ms'),
  verdict: z.enum(['better', 'noise', 'worse', 'unmeasurable']),
  metrics: z.array(
    z.object({ metric: z.string(), unit: z.string(), before: z.number(), after: z.number(), noise: z.number() }),
  ),
});
export type Effect = Readonly<z.infer<typeof effect>>;

/** What a model call cost, and which share of it this decision carries. */
export const cost = z.object({
  provider: z.string(),
  model: z.string(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  usd: z.number(),
});
export type Cost = Readonly<z.infer<typeof cost>>;

/** A sentence by key and values, so that each screen says it in its own language; `explanation` is its English form. */
export const sentence = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Sentence = Readonly<z.infer<typeof sentence>>;

/** Why a thumb was given: what a decision got wrong, or `good`. */
export const feedbackReason = z.enum(['wrong-app', 'wrong-time', 'too-hard', 'good']);
export type FeedbackReason = z.infer<typeof feedbackReason>;

export const decision = z.object({
  id: z.string(),
  at: z.number().describe('epoch ms'),
  app: z.object({ id: z.string(), name: z.string(), category }),
  target: z.object({
    pid: z.number().int(),
    startTime: z.number().describe('clock ticks since boot, field 22 of /proc/PID/stat'),
    exe: z.string().nullable(),
    unit: z.string().nullable(),
  }),
  /** What verdicts, thumbs and rules are kept under: the program, whatever process runs it. */
  programKey: z.string(),
  /** Every process the decision is about, the target first. */
  processes: z.array(z.object({ pid: z.number().int(), startTime: z.number() })),
  action,
  levers: z.array(leverChange),
  tier,
  decider: z.string().describe('policy id, model name, or person'),
  confidence: z.number().min(0).max(1),
  explanation: z.string(),
  sentence: sentence.nullable(),
  evidence: z.array(evidence),
  rejected: z.array(rejectedAction),
  status: decisionStatus,
  refusal: z.object({ code: z.string(), reason: z.string() }).nullable(),
  /** What happened after it was applied: a lock found, a value left alone because it drifted, an undo. Oldest first. */
  notes: z.array(z.object({ at: z.number(), text: z.string() })),
  latencyMs: z.object({ context: z.number(), inference: z.number(), safety: z.number(), total: z.number() }),
  cost: cost.nullable(),
  /** Id of the model exchange whose exact bytes can be read with `decisions.exchange`. */
  exchangeId: z.string().nullable(),
  feedback: z
    .object({
      verdict: z.enum(['up', 'down']),
      reason: feedbackReason.nullable().default(null),
      note: z.string().nullable(),
      at: z.number(),
    })
    .nullable(),
  effect: effect.nullable(),
});
export type Decision = Readonly<z.infer<typeof decision>>;

/** The exact bytes of one exchange with a model, after redaction. */
export const exchange = z.object({
  id: z.string(),
  at: z.number(),
  provider: z.string(),
  model: z.string(),
  url: z.string(),
  request: z.string(),
  response: z.string().nullable(),
  status: z.number().nullable(),
  error: z.string().nullable(),
  durationMs: z.number(),
  cost: cost.nullable(),
});
export type Exchange = Readonly<z.infer<typeof exchange>>;

/** A plan that waits for a person. */
export const approval = z.object({
  id: z.string(),
  decisionId: z.string(),
  at: z.number(),
  expiresAt: z.number(),
  app: z.object({ id: z.string(), name: z.string(), category }),
  action,
  explanation: z.string(),
  sentence: sentence.nullable(),
});
export type Approval = Readonly<z.infer<typeof approval>>;
