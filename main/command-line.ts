/** The flags of the headless entry. A mistake is one line on stderr and exit 2, before anything is opened. */
import { randomBytes } from 'node:crypto';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { settings, settingsChange } from '../contract/engine.ts';
import type { SettingsChange } from '../contract/engine.ts';
import { printable } from './printable.ts';
import { fail, ok } from './result.ts';
import type { Result } from './result.ts';

export interface RunOptions {
  readonly kind: 'run';
  /** 0 asks the kernel for a free one. */
  readonly port: number;
  /** What a caller of the dashboard has to know; safe in a URL. */
  readonly token: string;
  /** Absolute. */
  readonly dataDirectory: string;
  /** In force for this run, not written to the settings: `--set`, and over it `--mode` and `--strategy`. */
  readonly overrides: SettingsChange;
}

export type CommandLine = RunOptions | { readonly kind: 'help' } | { readonly kind: 'version' };

export const usage = `Usage: npm run headless -- [flags]

  --port N          port of the dashboard on 127.0.0.1; 0 takes a free one (default)
  --token T         what the dashboard asks for: 8 characters or more of A-Z a-z 0-9 - _ (default: a new random one)
  --data-dir DIR    where database and settings are kept (default: $XDG_DATA_HOME/brainkernel)
  --mode M          ${settings.shape.mode.options.join(' | ')}
  --strategy S      ${settings.shape.strategy.options.join(' | ')}
  --set KEY=JSON    a setting for this run, as often as needed: --set 'llm.provider="none"'
  --help, --version

The Groq key is read from the environment: GROQ_API_KEY.
`;

const flags = {
  port: { type: 'string' },
  token: { type: 'string' },
  'data-dir': { type: 'string' },
  mode: { type: 'string' },
  strategy: { type: 'string' },
  set: { type: 'string', multiple: true },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const;

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .pipe(z.number().max(65_535));
const token = z.string().regex(/^[\w-]{8,200}$/);

/** `argv` without node and script. The error is one line that says what to write instead. */
export function parseCommandLine(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Result<CommandLine> {
  const read = readFlags(argv);
  if (!read.ok) return read;
  const given = read.value;
  if (given.help === true) return ok({ kind: 'help' });
  if (given.version === true) return ok({ kind: 'version' });

  const thePort = port.safeParse(given.port ?? '0');
  if (!thePort.success) return fail(`--port takes a number from 0 to 65535, not ${quote(given.port)}`);
  const theToken = token.safeParse(given.token ?? randomBytes(32).toString('base64url'));
  if (!theToken.success) return fail('--token takes 8 to 200 characters of A-Z a-z 0-9 - _');
  if (given['data-dir'] === '') return fail('--data-dir takes a folder, not an empty text');

  let overrides: SettingsChange = {};
  for (const text of given.set ?? []) {
    const setting = readSetting(text);
    if (!setting.ok) return setting;
    overrides = { ...overrides, ...setting.value };
  }
  for (const key of ['mode', 'strategy'] as const) {
    if (given[key] === undefined) continue;
    const parsed = settingsChange.safeParse({ [key]: given[key] });
    if (!parsed.success)
      return fail(`--${key} takes ${settings.shape[key].options.join(', ')}, not ${quote(given[key])}`);
    // a strategy that is asked for by name stays
    overrides = { ...overrides, ...parsed.data, ...(key === 'strategy' && { 'strategy.pinned': true }) };
  }

  return ok({
    kind: 'run',
    port: thePort.data,
    token: theToken.data,
    dataDirectory: resolve(given['data-dir'] ?? defaultDataDirectory(environment)),
    overrides,
  });
}

function readFlags(argv: readonly string[]) {
  try {
    return ok(parseArgs({ args: [...argv], options: flags, strict: true, allowPositionals: false }).values);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // the first sentence says what is wrong, the others guess at positionals we do not have
    const [sentence = ''] = error.message.split(/\.(?:\s|$)|\n/);
    return fail(`${printable(sentence, 200)}; see --help`);
  }
}

function readSetting(text: string): Result<SettingsChange> {
  const equals = text.indexOf('=');
  if (equals < 1) return fail(`--set takes KEY=JSON, not ${quote(text)}`);
  const key = text.slice(0, equals);
  const json = text.slice(equals + 1);
  if (!Object.hasOwn(settings.shape, key))
    return fail(`--set: there is no setting ${quote(key)}; there are ${Object.keys(settings.shape).join(', ')}`);

  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return fail(
      `--set ${key}: ${quote(json)} is not JSON; text needs double quotes within single ones: --set '${key}="..."'`,
    );
  }
  const parsed = settingsChange.safeParse({ [key]: value });
  if (parsed.success) return ok(parsed.data);
  return fail(`--set ${key}: ${printable(parsed.error.issues[0]?.message ?? 'invalid value', 200)}`);
}

/** https://specifications.freedesktop.org/basedir-spec: a relative path there is to be ignored. */
function defaultDataDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const given = environment['XDG_DATA_HOME'];
  const home = environment['HOME'];
  const base =
    given !== undefined && isAbsolute(given)
      ? given
      : join(home !== undefined && isAbsolute(home) ? home : homedir(), '.local', 'share');
  return join(base, 'brainkernel');
}

/** What a person typed, fit for a line on a terminal. */
const quote = (text = ''): string => JSON.stringify(printable(text, 80));
