/**
 * The lines of a segment, each a JSON object; docs/replay.md describes them. A recording may come from anybody, so
 * every text is bounded and made plain here, and keys that are not known vanish.
 */
import { z } from 'zod';
import { action, category, decisionStatus, strategy, tier } from '../../../contract/words.ts';
import { printable } from '../../printable.ts';

export const formatVersion = 1;

/** Characters of one text. What redaction lets through is shorter. */
const longestText = 1100;
/** Apps of a segment, cases of a check: far beyond any machine, and a bound for what is made up. */
const mostApps = 100_000;
export const mostCasesOfCheck = 400;
export const mostAncestors = 32;

const text = z
  .string()
  .max(longestText)
  .transform((given) => printable(given, longestText));
/** Ids and keys of ours: nothing that could be taken for something else. */
const id = z.string().regex(/^[\w:.-]{1,128}$/);
/** Epoch ms, within what a Date can hold. */
const time = z.number().min(0).max(8.64e15);
const amount = z.number().min(0);
const pid = z.number().int().min(0);
const number = z
  .number()
  .int()
  .min(0)
  .max(mostApps - 1);

const header = z.object({ kind: z.literal('recording'), version: z.literal(formatVersion), run: id, at: time });

const app = z.object({
  kind: z.literal('app'),
  n: number,
  id,
  key: id,
  name: text,
  category,
  is: z.enum(['app', 'service', 'container', 'session', 'tree', 'kernel']),
  known: z.enum(['desktop-entry', 'package', 'catalogue', 'verdict', 'unknown']),
  immune: z.boolean(),
  unit: text.nullable(),
  userUnit: z.boolean(),
  uid: pid,
  exe: text.nullable(),
  script: text.nullable(),
  cgroup: text,
  ancestors: z.array(text).max(mostAncestors).nullable(),
  trust: z.enum(['verified', 'plain', 'suspect']).nullable(),
  package: z.tuple([text, text, text.nullable()]).nullable().describe('name, version, section'),
  process: z
    .tuple([pid, amount, text])
    .describe('pid and start time of the oldest process, name of the one that is the program'),
});

const foreground = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('known'), pid, appId: id }),
  z.object({ kind: z.literal('unknown'), why: text }),
]);

/** Holds until the next one; how long the person was idle changes all the time and is the check's. */
const context = z.object({
  kind: z.literal('context'),
  foreground,
  power: z.enum(['mains', 'battery', 'unknown']),
  batteryPercent: z.number().nullable(),
  presenting: z.boolean(),
  games: z.array(pid).max(1000),
  otherTuners: z.array(z.object({ name: text, pid })).max(100),
  regime: z.object({
    scheduler: z.enum(['eevdf', 'cfs', 'scx', 'unknown']),
    scxName: text.nullable(),
    autogroup: z.boolean(),
    cgroup: z.enum(['v2', 'hybrid', 'v1', 'none']),
    userManager: z.boolean(),
    delegated: z.array(text).max(100),
    canRaisePriority: z.boolean(),
    voidLevers: z.array(z.object({ lever: text, why: text })).max(100),
  }),
});

const pressureLine = z.tuple([amount, amount, amount, amount]).describe('avg10, avg60, avg300, now');
const pressure = z
  .tuple([pressureLine, pressureLine, pressureLine, pressureLine, pressureLine])
  .describe('cpu some, memory some, memory full, io some, io full');

const system = z.object({
  cpus: z.number().int().min(1),
  busy: amount,
  memory: z.tuple([amount, amount, amount, amount]).describe('total, available, swap total, swap free'),
  oomKills: amount,
  load1: amount,
  pressure: pressure.nullable(),
});

/** App, age, cpu5, cpu60, burstiness, memory, its slope, io read, io write, run delay, wake-ups, threads, ramp. */
const oneCase = z.tuple([
  number,
  amount,
  amount,
  amount,
  amount,
  amount,
  z.number().nullable(),
  amount.nullable(),
  amount.nullable(),
  amount.nullable(),
  amount.nullable(),
  amount,
  amount,
]);

const check = z.object({
  kind: z.literal('check'),
  at: time,
  monotonic: amount,
  /** Local hour of day: a replay elsewhere must not think it another time. */
  hour: z.number().min(0).max(24).nullable(),
  strategy,
  idle: amount.nullable(),
  system,
  waiting: text.nullable(),
  /** Which of the cases is the one that waits. */
  waits: number.nullable(),
  cases: z.array(oneCase).max(mostCasesOfCheck),
  treated: z.array(z.tuple([number, action, z.boolean()])).max(mostCasesOfCheck),
  gone: z.array(id).max(10_000),
});

const word = z.object({
  kind: z.literal('word'),
  at: time,
  key: id,
  action,
  /** Null: it was taken back. */
  verdict: z.enum(['up', 'down']).nullable(),
  decision: id.nullable(),
});

const decided = z.object({
  kind: z.literal('decided'),
  id,
  at: time,
  statusAt: time,
  app: id,
  key: id,
  name: text,
  category,
  action,
  decider: text,
  tier,
  status: decisionStatus,
  manual: z.boolean(),
});

const verdict = z.object({
  kind: z.literal('verdict'),
  at: time,
  key: id,
  category,
  background: action.extract(['none', 'favour', 'hold-back', 'throttle']),
  confidence: z.number().min(0).max(1),
  why: text,
  model: text,
  saidAt: time,
  expiresAt: time,
});

const situation = z.object({
  battery: z.boolean(),
  game: z.boolean(),
  presenting: z.boolean(),
  hour: z.number().min(0).max(24),
});

const rules = z.object({
  kind: z.literal('rules'),
  at: time,
  key: id,
  rules: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('always'), action, at: time }),
        z.object({ kind: z.literal('never-touch'), at: time }),
        z.object({ kind: z.literal('not-then'), situation, at: time }),
        z.object({ kind: z.literal('milder'), at: time }),
      ]),
    )
    .max(100),
});

export const line = z.discriminatedUnion('kind', [header, app, context, check, word, decided, verdict, rules]);
export type Line = Readonly<z.infer<typeof line>>;
export type LineOf<K extends Line['kind']> = Extract<Line, { readonly kind: K }>;

/** What tells a segment of any version. */
export const anyHeader = z.object({ kind: z.literal('recording'), version: z.number() });
