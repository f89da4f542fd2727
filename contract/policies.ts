/** Policies as data, their life from draft to retirement, and what was found when they were checked. */
import { z } from 'zod';
import { sentence } from './decision.ts';
import { action, category } from './words.ts';

/** The life of a policy. Each step forward is checked; each step can be taken back. */
export const policyState = z.enum(['draft', 'verified', 'shadow', 'canary', 'active', 'retired']);
export type PolicyState = z.infer<typeof policyState>;

export const policyProvenance = z.enum(['built-in', 'person', 'model', 'learned', 'imported']);
export type PolicyProvenance = z.infer<typeof policyProvenance>;

/** How much an action means; what each is in units of the levers is in main/policy/treatments.ts. */
export const treatmentName = z.enum(['leave-alone', 'gentle', 'firm', 'first-to-go', 'throttle']);

/** What a person, a model or the learner writes. Ending, freezing and favouring are no policy's to decide. */
export const policyDraft = z.strictObject({
  description: z.string().trim().min(1).max(300),
  condition: z.string().trim().min(1).max(2000).describe('CEL over app, behaviour, machine, limit'),
  action: action.extract(['none', 'hold-back', 'throttle']),
  treatment: treatmentName,
});
export type PolicyDraft = Readonly<z.infer<typeof policyDraft>>;

/** One check of the verifier, in the order in which they were made. */
export const policyCheck = z.object({
  name: z.enum(['schema', 'condition', 'bounds', 'immunity', 'person', 'replay', 'share', 'instructions']),
  passed: z.boolean(),
  /** What was found, said by key; `text` is the English form. */
  sentence,
  text: z.string(),
});
export type PolicyCheck = Readonly<z.infer<typeof policyCheck>>;

/** Who would have been treated on recorded sessions, against what people said. */
export const replayHit = z.object({
  app: z.string(),
  category,
  action,
  times: z.number().int(),
  /** What the person had said of that app in that recording. */
  said: z.enum(['up', 'down']).nullable(),
});

export const verification = z.object({
  at: z.number(),
  passed: z.boolean(),
  checks: z.array(policyCheck),
  hits: z.array(replayHit),
  /** Cases that were replayed. */
  replayed: z.number().int(),
});
export type Verification = Readonly<z.infer<typeof verification>>;

/** What came of this version: in shadow what it would have done, as canary and active what it did. */
export const policyResults = z.object({
  /** Occasions in shadow: times at which it began to hold for a program. */
  matched: z.number().int(),
  /** Of these, how often it would have been the one to decide. */
  wouldTreat: z.number().int(),
  treated: z.number().int(),
  up: z.number().int(),
  down: z.number().int(),
  undone: z.number().int(),
});
export type PolicyResults = Readonly<z.infer<typeof policyResults>>;

export const policySummary = z.object({
  id: z.string(),
  description: z.string(),
  condition: z.string().describe('CEL; for an imported rule set a sentence'),
  action,
  treatment: z.string(),
  provenance: policyProvenance,
  version: z.number().int(),
  state: policyState,
  /** Cases it decided in this run. */
  hits: z.number().int(),
  /** Rules of an imported set; 1 for all others. */
  rules: z.number().int(),
  results: policyResults,
  /** The step forward that a click makes. */
  next: policyState.nullable(),
  /** Where a step back leads. */
  previous: policyState.nullable(),
  /** The check that held the last step up, else what is missing for the next one to come by itself. No bar to a click. */
  blocked: sentence.nullable(),
  changedAt: z.number().nullable(),
});
export type PolicySummary = Readonly<z.infer<typeof policySummary>>;

export const policyVersion = z.object({
  version: z.number().int(),
  at: z.number(),
  by: policyProvenance,
  description: z.string(),
  condition: z.string(),
  action,
  treatment: z.string(),
});
export type PolicyVersion = Readonly<z.infer<typeof policyVersion>>;

export const policyDetail = z.object({
  policy: policySummary,
  /** Newest first. */
  versions: z.array(policyVersion),
  /** Steps of its life, newest first. */
  history: z.array(
    z.object({ at: z.number(), from: policyState.nullable(), to: policyState, sentence, text: z.string() }),
  ),
  verification: verification.nullable(),
});
export type PolicyDetail = Readonly<z.infer<typeof policyDetail>>;

export const importSource = z.enum(['ananicy', 'system76']);
export type ImportSource = z.infer<typeof importSource>;

/** What a rule set would mean here, before it is taken. */
export const importReport = z.object({
  source: importSource,
  files: z.number().int(),
  rules: z.number().int(),
  /** Rules that became a treatment, and those that mean "leave alone" here. */
  holdBack: z.number().int(),
  leaveAlone: z.number().int(),
  /** Each line that was not understood, bounded; `notUnderstood` counts all of them. */
  notUnderstood: z.number().int(),
  problems: z.array(z.object({ file: z.string(), line: z.number().int(), text: z.string(), why: z.string() })),
  /** Programs that run now and would be decided differently. */
  changes: z.array(z.object({ app: z.string(), category, from: action, to: action, rule: z.string() })),
  durationMs: z.number(),
  /** The draft it became; null for a preview. */
  policyId: z.string().nullable(),
});
export type ImportReport = Readonly<z.infer<typeof importReport>>;

/** What asking for new policies led to. */
export const proposalReport = z.object({
  proposed: z.array(z.object({ id: z.string(), description: z.string() })),
  /** One sentence: from whom, or why nothing was proposed. */
  sentence,
  text: z.string(),
});
export type ProposalReport = Readonly<z.infer<typeof proposalReport>>;
