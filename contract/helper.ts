/** The privileged helper as a person sees it: is it there, what may it do for this person, how is it put there. */
import { z } from 'zod';
import { sentence } from './decision.ts';
import { lever } from './words.ts';

/** polkit's answer for one kind of risk: `challenge` means a password, asked for only after a click. */
const permission = z.enum(['yes', 'challenge', 'no', 'unknown']);

export const helperStatus = z.object({
  installed: z.boolean(),
  /**
   * `absent`: not installed. `no-bus`: no system bus. `wrong-version`: one that does not speak our interface.
   * `stopped`: installed but does not answer. `ready`: answers.
   */
  state: z.enum(['ready', 'absent', 'no-bus', 'wrong-version', 'stopped']),
  version: z.string().nullable(),
  /** One sentence; `sentence` is the same by key. */
  reason: z.string(),
  sentence: sentence.nullable(),
  /** What it adds to what this process may do by itself. */
  levers: z.array(lever),
  permissions: z.object({
    adjustOwn: permission,
    adjustOther: permission,
    freeze: permission,
    end: permission,
    units: permission,
  }),
  /** A package manager put it there and takes it away; null where we did, or nobody. */
  packagedBy: z.string().nullable(),
});
export type HelperStatus = Readonly<z.infer<typeof helperStatus>>;

/** What installing or uninstalling would do, shown before anybody is asked for a password. */
export const helperPlan = z.object({
  possible: z.boolean(),
  /** Why it is not possible, or what a person should know. */
  sentence: sentence.nullable(),
  text: z.string(),
  files: z.array(
    z.object({
      path: z.string(),
      bytes: z.number().int(),
      sha256: z.string(),
      what: z.string().describe('binary, dbus-policy, ...'),
    }),
  ),
  /** The command that root will run, as pkexec shows it. */
  command: z.string(),
});
export type HelperPlan = Readonly<z.infer<typeof helperPlan>>;

export const helperOutcome = z.object({
  /** `dismissed`: the dialog was closed. `no-agent`: nobody could ask for a password. */
  kind: z.enum(['done', 'dismissed', 'no-agent', 'refused', 'failed']),
  sentence,
  text: z.string(),
  status: helperStatus,
});
export type HelperOutcome = Readonly<z.infer<typeof helperOutcome>>;
