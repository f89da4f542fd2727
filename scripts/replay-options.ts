/** The command line of `npm run replay`. A mistake is one line that says what to write instead. */
import { parseArgs } from 'node:util';
import { printable } from '../main/printable.ts';
import { fail, ok } from '../main/result.ts';
import type { Result } from '../main/result.ts';

export const usage = `Usage: npm run replay -- RECORDING [flags]

Decides a recorded session anew, with other policies, and says who would have been treated.

  RECORDING            one segment, or the folder of them: $XDG_DATA_HOME/brainkernel/recording
  --policies POLICIES  what is tried: built-in (default), none, or import:FOLDER with rules of another tool
  --rules FOLDER       a rule set of ananicy or system76-scheduler to compare with
  --json               everything as JSON, the decisions included
  --help

Exit codes: 0, or 2 with one line on what is wrong.
`;

export type Policies =
  { readonly kind: 'built-in' } | { readonly kind: 'none' } | { readonly kind: 'import'; readonly folder: string };

export interface ReplayOptions {
  readonly kind: 'replay';
  readonly recording: string;
  readonly policies: Policies;
  /** Compared with; null: none. */
  readonly rules: string | null;
  readonly json: boolean;
}

const flags = {
  policies: { type: 'string', default: 'built-in' },
  rules: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** @param argv without node and script */
export function parseReplayOptions(argv: readonly string[]): Result<ReplayOptions | { readonly kind: 'help' }> {
  const read = readFlags(argv);
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  if (values.help) return ok({ kind: 'help' });
  const [recording, surplus] = positionals;
  if (recording === undefined || recording === '')
    return fail('which recording? npm run replay -- RECORDING; see --help');
  if (surplus !== undefined) return fail(`one recording at a time: ${quote(surplus)} is one too many`);
  if (values.rules === '') return fail('--rules takes a folder, not an empty text');
  const policies = policiesOf(values.policies);
  if (policies === null) {
    return fail(`--policies takes built-in, none or import:FOLDER, not ${quote(values.policies)}`);
  }
  return ok({ kind: 'replay', recording, policies, rules: values.rules ?? null, json: values.json });
}

function policiesOf(text: string): Policies | null {
  if (text === 'built-in' || text === 'none') return { kind: text };
  const folder = /^import:(.+)$/s.exec(text)?.[1];
  return folder === undefined ? null : { kind: 'import', folder };
}

function readFlags(argv: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: true }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence = ''] = error.message.split(/\.(?:\s|$)|\n/);
    return fail(`${printable(sentence, 200)}; see --help`);
  }
}

const quote = (text: string): string => `“${printable(text, 60)}”`;
