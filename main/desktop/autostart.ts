/**
 * Starting with the session: a desktop entry in the person's autostart folder, which is there exactly while the setting
 * is on. https://specifications.freedesktop.org/autostart-spec/latest/
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { LaunchCommand } from './launch-command.ts';
import type { Environment } from './tool-environment.ts';
import { wordsIn } from './words.ts';

export const desktopId = 'org.brainkernel.Desktop';

export interface Autostart {
  /**
   * Makes the folder say what the setting says. The first call, at the start, also finds a program that was moved, and
   * leaves the entry of another installation alone; the next ones are a person's word.
   */
  readonly follow: (on: boolean) => void;
  readonly state: () => AutostartState;
}

export type AutostartState =
  { readonly kind: 'on' | 'off' | 'elsewhere' } | { readonly kind: 'failed'; readonly why: string };

/** For a run whose data is not in the usual folder: the entry starts the one whose data is. */
export const noAutostart: Autostart = { follow: () => undefined, state: () => ({ kind: 'elsewhere' }) };

/** @param file from `autostartFile` */
export function createAutostart(file: string, command: LaunchCommand): Autostart {
  const entry = autostartEntry(command);
  let state: AutostartState = { kind: 'off' };
  let isFirst = true;
  const lines = (): readonly string[] => contentOf(file)?.split('\n') ?? [];
  const isOurs = (): boolean => lines().includes(execLine(command));
  const write = (): void => {
    // what a person added to the file stays, as long as it still starts the right program
    if (isOurs() && (isFirst || !lines().some(isDisabling))) return;
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, entry, { mode: 0o644 });
    renameSync(`${file}.new`, file);
  };
  return {
    state: () => (state.kind === 'on' && lines().some(isDisabling) ? { kind: 'off' } : state),
    follow: (on) => {
      try {
        if (on) write();
        else if (!isFirst || isOurs()) rmSync(file, { force: true });
        state = { kind: on ? 'on' : 'off' };
        isFirst = false;
      } catch (error) {
        state = { kind: 'failed', why: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

/** https://specifications.freedesktop.org/basedir-spec: a relative path there is to be ignored. */
export function autostartFile(environment: Environment): string {
  const given = environment['XDG_CONFIG_HOME'];
  const home = environment['HOME'];
  const base =
    given !== undefined && isAbsolute(given)
      ? given
      : join(home !== undefined && isAbsolute(home) ? home : homedir(), '.config');
  return join(base, 'autostart', `${desktopId}.desktop`);
}

export function autostartEntry(command: LaunchCommand): string {
  const english = wordsIn('en');
  const chinese = wordsIn('zh-CN');
  return [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${english('autostart.name')}`,
    `Comment=${english('autostart.comment')}`,
    `Comment[zh_CN]=${chinese('autostart.comment')}`,
    execLine(command),
    `Icon=${desktopId}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** How the autostart settings of desktops switch an entry off. */
const isDisabling = (line: string): boolean =>
  /^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/.test(line);

const execLine = ({ program, args }: LaunchCommand): string =>
  `Exec=${[program, ...args, '--hidden'].map(quoted).join(' ')}`;

/**
 * An argument of Exec. Two layers: within double quotes `"`, backtick, `$` and backslash are escaped by a backslash, and
 * the value as a whole is a string of a key file, where each backslash is written twice. A percent sign starts a field
 * code.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
function quoted(argument: string): string {
  const codes = argument.replaceAll('%', '%%');
  if (/^[\w@%+=:,./-]+$/.test(codes)) return codes;
  const inQuotes = codes.replaceAll(/["`$\\]/g, (character) => `\\${character}`);
  return `"${inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}"`;
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
