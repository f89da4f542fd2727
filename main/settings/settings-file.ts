/**
 * `settings.json`: only what a person changed, so that better defaults reach those who never did. Never trusted, for it is
 * a text file in somebody's editor; never lost, for it is somebody's work.
 */
import { constants, copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { settings as shape, settingsChange } from '../../contract/engine.ts';
import type { Notice, SettingKey, SettingsChange } from '../../contract/engine.ts';
import type { Clock } from '../clock.ts';

/** Grows when a key changes its meaning. */
const schemaVersion = 1;

/** A store of one JSON file that is written whole and by rename; `conf` is one, and so is what is derived from it. */
export type SettingsWriter = new (options: {
  readonly cwd: string;
  /** The file's name without `.json`, as conf calls it; electron-store calls it `name`. */
  readonly configName: string;
  readonly name: string;
  readonly accessPropertiesByDotNotation: false;
  readonly configFileMode: number;
  /** Whether a file that is not JSON may be written over. */
  readonly clearInvalidConfig: boolean;
}) => {
  set(values: Record<string, unknown>): void;
  delete(key: string): void;
};

export interface SettingsFile {
  /** What the file held of value, key by key. */
  readonly found: SettingsChange;
  readonly notices: readonly Notice[];
  /** Adds to the file. Resolves to null, or to why that could not be done. */
  readonly save: (changed: SettingsChange) => Promise<string | null>;
}

/**
 * Reads the file of the folder. One that is wrong in any way is first copied to `settings.json.invalid-<timestamp>`.
 * @param Writer what writes it; `conf` when left out
 */
export async function openSettingsFile(
  dataDirectory: string,
  clock: Clock,
  Writer: SettingsWriter | null = null,
): Promise<SettingsFile> {
  const add = (changed: Readonly<Record<string, unknown>>) =>
    // an edit in progress is not JSON, and is not written over
    write(Writer, dataDirectory, { clearInvalidConfig: false }, (file) => file.set({ ...changed }));
  /** Takes the wrong values out of a file that was copied aside, or all of it where it is not JSON. */
  const mend = (wrong: readonly string[]) =>
    write(Writer, dataDirectory, { clearInvalidConfig: true }, (file) => wrong.forEach((key) => file.delete(key)));

  const path = join(dataDirectory, 'settings.json');
  const notices: Notice[] = [];
  const say = (code: string, text: string) => notices.push({ at: clock.now(), severity: 'warning', code, text });

  const read = readContent(path);
  if (read.kind === 'unreadable') {
    say('settings-unreadable', `The settings ${path} cannot be read (${read.why}). ${defaultsUntilStopped}`);
    return { found: {}, notices, save: () => Promise.resolve(read.why) };
  }
  const { found, wrong, newer } = sift(read.kind === 'content' ? read.entries : {});
  if (newer) say('settings-newer', `The settings ${path} were written by a newer BrainKernel; ${whatIsKnown}`);
  const save = (changed: SettingsChange) => add(newer ? changed : { schemaVersion, ...changed });

  const problem = read.kind === 'malformed' ? read.why : wrong.map(({ key, why }) => `${key}: ${why}`).join('; ');
  if (problem === '') return { found, notices, save };

  const copy = `${path}.invalid-${new Date(clock.now()).toISOString().replaceAll(/[:.]/g, '-')}`;
  // of what there is no copy nothing is written over
  const failed =
    attempt(() => copyFileSync(path, copy, constants.COPYFILE_EXCL)) ?? (await mend(wrong.map(({ key }) => key)));
  const kept = failed === null ? `The file as it was is kept as ${copy}.` : `It could not be mended (${failed}).`;
  say('settings-invalid', `The settings ${path} are wrong: ${problem}. The defaults are used there. ${kept}`);
  return { found, notices, save: failed === null ? save : () => Promise.resolve(failed) };
}

const defaultsUntilStopped = 'The defaults are used, and changes last until BrainKernel stops.';
const whatIsKnown = 'what this version knows of them is used, and the rest stays in the file.';

type Content =
  | { readonly kind: 'content'; readonly entries: Readonly<Record<string, unknown>> }
  | { readonly kind: 'malformed'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string };

function readContent(path: string): Content {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { kind: 'content', entries: {} };
    return { kind: 'unreadable', why: messageOf(error) };
  }
  try {
    const parsed = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text));
    return parsed.success ? { kind: 'content', entries: parsed.data } : { kind: 'malformed', why: 'not a JSON object' };
  } catch {
    return { kind: 'malformed', why: 'not JSON' };
  }
}

/** Keeps each value that is right on its own. Keys that are not ours are a newer version's: they stay in the file. */
function sift(entries: Readonly<Record<string, unknown>>) {
  let found: SettingsChange = {};
  const wrong: { readonly key: SettingKey; readonly why: string }[] = [];
  for (const key of shape.keyof().options) {
    if (!Object.hasOwn(entries, key)) continue;
    const parsed = settingsChange.safeParse({ [key]: entries[key] });
    if (parsed.success) found = { ...found, ...parsed.data };
    else wrong.push({ key, why: parsed.error.issues[0]?.message ?? 'invalid' });
  }
  return { found, wrong, newer: Number(entries['schemaVersion'] ?? 0) > schemaVersion };
}

/** Null, or why it failed. */
async function write(
  Writer: SettingsWriter | null,
  dataDirectory: string,
  options: { readonly clearInvalidConfig: boolean },
  change: (file: InstanceType<SettingsWriter>) => void,
): Promise<string | null> {
  // conf is loaded on the first write, which most runs never come to: it costs more memory than all of the settings code
  const File = Writer ?? (await import('conf')).default<Record<string, unknown>>;
  return attempt(() =>
    change(
      new File({
        ...options,
        cwd: dataDirectory,
        configName: 'settings',
        name: 'settings',
        accessPropertiesByDotNotation: false,
        configFileMode: 0o600,
      }),
    ),
  );
}

function attempt(work: () => void): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return messageOf(error);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
