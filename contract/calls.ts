/**
 * The whole contract between engine and screens, as one object: every call with its input and output, every stream
 * with what it carries. Server handlers, client, HTTP and IPC transports and test doubles are derived from it.
 */
import { z } from 'zod';
import { approval, decision, exchange, feedbackReason } from './decision.ts';
import { desktopStatus, machineDescription, updateState } from './desktop.ts';
import { costsSummary, engineStatus, settings, settingsChange } from './engine.ts';
import { appFigures, processFigures } from './figures.ts';
import { helperOutcome, helperPlan, helperStatus } from './helper.ts';
import { keyProvider, keyStatus, keyText, modelTest } from './keys.ts';
import { learningSummary } from './learning.ts';
import { appRow, processRow, processValues } from './machine.ts';
import { importReport, importSource, policyDetail, policyDraft, policySummary, proposalReport } from './policies.ts';
import { action, decisionStatus, mode, strategy, tier } from './words.ts';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(200) });
const processId = { pid: z.number().int().positive(), startTime: z.number().int().nonnegative() };

/** One lever set to one value by hand. IO class and level as in ioprio_set(2), CPUs as indices from 0. */
const manualSetting = z.discriminatedUnion('lever', [
  z.strictObject({ lever: z.literal('nice'), value: z.number().int().min(-20).max(19) }),
  z.strictObject({ lever: z.literal('schedPolicy'), value: z.enum(['other', 'batch', 'idle']) }),
  z.strictObject({
    lever: z.literal('ioPriority'),
    value: z.strictObject({ class: z.enum(['best-effort', 'idle']), level: z.number().int().min(0).max(7) }),
  }),
  z.strictObject({ lever: z.literal('affinity'), value: z.array(z.number().int().min(0).max(8191)).min(1).max(8192) }),
]);
export type ManualSetting = Readonly<z.infer<typeof manualSetting>>;

/** A manual action on one process: an action of ours, one lever with its value, or giving back what BrainKernel changed. */
const manualAct = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('treat'), ...processId, action, confirmed: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('set'), ...processId, setting: manualSetting }),
  z.strictObject({ kind: z.literal('restore'), ...processId }),
]);

export const alert = z.object({
  id: z.string(),
  at: z.number(),
  severity: z.enum(['info', 'warning', 'error']),
  code: z.string(),
  text: z.string(),
});

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const calls = {
  'engine.status': call(nothing, engineStatus),
  'engine.setMode': call(z.strictObject({ mode }), engineStatus),
  /** A strategy chosen by hand stays; `adapt` lets BrainKernel choose again. */
  'engine.setStrategy': call(z.strictObject({ strategy: z.union([strategy, z.literal('adapt')]) }), engineStatus),
  'engine.pause': call(z.strictObject({ minutes: z.number().positive().max(10_080) }), engineStatus),
  'engine.resume': call(nothing, engineStatus),
  'processes.list': call(nothing, z.object({ at: z.number(), processes: z.array(processRow) })),
  'processes.act': call(manualAct, z.object({ decision })),
  'processes.values': call(z.strictObject(processId), processValues),
  'apps.list': call(nothing, z.object({ at: z.number(), apps: z.array(appRow) })),
  'decisions.list': call(
    z.strictObject({
      limit: z.number().int().min(1).max(500).default(100),
      before: z.number().optional().describe('epoch ms; older than this'),
      app: z.string().max(500).optional(),
      tier: tier.optional(),
      status: decisionStatus.optional(),
    }),
    z.object({ decisions: z.array(decision) }),
  ),
  'decisions.get': call(byId, decision),
  'decisions.undo': call(byId, decision),
  'decisions.feedback': call(
    byId.extend({
      verdict: z.enum(['up', 'down']).nullable(),
      reason: feedbackReason.nullable().optional(),
      note: z.string().max(2000).optional(),
    }),
    decision,
  ),
  'decisions.exchange': call(byId, exchange),
  'approvals.list': call(nothing, z.object({ approvals: z.array(approval) })),
  'approvals.answer': call(
    byId.extend({ answer: z.enum(['approve', 'reject']), always: z.boolean().optional() }),
    decision,
  ),
  'policies.list': call(nothing, z.object({ policies: z.array(policySummary) })),
  'policies.get': call(byId, policyDetail),
  /** A new draft; with an id, the next version of that policy, which starts over as a draft. */
  'policies.draft': call(policyDraft.extend({ id: z.string().min(1).max(200).optional() }), policyDetail),
  /** One step forward in its life. A draft is verified first; what fails stays where it is, with what was found. */
  'policies.advance': call(byId, policyDetail),
  /** One step back. */
  'policies.stepBack': call(byId, policyDetail),
  'policies.retire': call(byId, policyDetail),
  'policies.rollBack': call(byId.extend({ version: z.number().int().positive() }), policyDetail),
  'policies.import': call(
    z.strictObject({
      source: importSource,
      files: z
        .array(z.strictObject({ name: z.string().min(1).max(500), text: z.string().max(4_000_000) }))
        .min(1)
        .max(2000),
      /** False: only say what it would change. */
      apply: z.boolean(),
    }),
    importReport,
  ),
  /** Asks planner and learner for drafts, off the loop and inside the budget. */
  'policies.propose': call(nothing, proposalReport),
  'learning.summary': call(nothing, learningSummary),
  /** Takes a lesson back. */
  'learning.forget': call(byId, learningSummary),
  'learning.rollBack': call(z.strictObject({ version: z.number().int().nonnegative() }), learningSummary),
  'costs.summary': call(nothing, costsSummary),
  'metrics.query': call(
    z.strictObject({
      name: z.string().max(100),
      from: z.number(),
      to: z.number(),
      step: z.number().int().min(1).max(86_400).describe('seconds'),
    }),
    z.object({ name: z.string(), unit: z.string(), points: z.array(z.tuple([z.number(), z.number()])) }),
  ),
  'alerts.list': call(nothing, z.object({ alerts: z.array(alert) })),
  'settings.get': call(nothing, settings),
  'settings.set': call(settingsChange, settings),
  'keys.status': call(nothing, z.object({ keys: z.array(keyStatus) })),
  'keys.set': call(
    z.strictObject({ provider: keyProvider, key: keyText, keep: z.enum(['session', 'stored']) }),
    keyStatus,
  ),
  'keys.forget': call(z.strictObject({ provider: keyProvider }), keyStatus),
  'llm.test': call(z.strictObject({ provider: z.enum(['groq', 'ollama']) }), modelTest),
  'desktop.status': call(nothing, desktopStatus),
  'desktop.checkForUpdate': call(nothing, updateState),
  'desktop.installUpdate': call(nothing, updateState),
  'machine.describe': call(nothing, machineDescription),
  'helper.status': call(nothing, helperStatus),
  'helper.plan': call(z.strictObject({ what: z.enum(['install', 'uninstall']) }), helperPlan),
  /** One password dialog at most. */
  'helper.install': call(nothing, helperOutcome),
  'helper.uninstall': call(nothing, helperOutcome),
} as const;

export const streams = {
  'engine.status': engineStatus,
  /**
   * A whole list first, then what changed. `rows` replace rows of the same pid, `figures` the numbers of a row that is
   * else the same; `gone` leave. Same for apps.
   */
  processes: z.object({
    at: z.number(),
    full: z.boolean(),
    apps: z.array(appRow),
    appFigures: z.array(appFigures),
    goneApps: z.array(z.string()),
    rows: z.array(processRow),
    figures: z.array(processFigures),
    gone: z.array(z.number().int()),
  }),
  decisions: z.object({ changed: z.array(decision) }),
  approvals: z.object({ approvals: z.array(approval) }),
  alerts: z.object({ alerts: z.array(alert) }),
  /** The settings, at once and whenever one changes, so that every screen looks and speaks alike. */
  settings,
} as const;

export type CallName = keyof typeof calls;
export type CallInput<N extends CallName> = z.input<(typeof calls)[N]['input']>;
export type CallParsed<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type CallOutput<N extends CallName> = z.output<(typeof calls)[N]['output']>;
export type StreamName = keyof typeof streams;
export type StreamValue<N extends StreamName> = z.output<(typeof streams)[N]>;

/** What the engine offers: one handler a call, one subscription a stream. Implemented in main/, called by every transport. */
export type Handlers = { readonly [N in CallName]: (input: CallParsed<N>) => Promise<CallOutput<N>> | CallOutput<N> };
export type Subscribe = <N extends StreamName>(name: N, listener: (value: StreamValue<N>) => void) => () => void;

/** What a screen sees. Rejects with `CallError`. */
export interface Client {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  listen<N extends StreamName>(name: N, listener: (value: StreamValue<N>) => void): () => void;
}

export const errorCode = z.enum([
  'bad-input',
  'not-found',
  'conflict',
  'refused',
  'unauthorized',
  'forbidden',
  'unavailable',
  'internal',
]);
export type ErrorCode = z.infer<typeof errorCode>;

/** An expected failure of a call, said in a sentence that a person can act on. */
export class CallError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'CallError';
    this.code = code;
  }
}

export const envelope = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.object({ code: errorCode, message: z.string() }) }),
]);
export type Envelope = z.infer<typeof envelope>;
